/* The data of the page, its sentences, and numbers as its language writes them. */
const data = JSON.parse(document.getElementById('data').textContent);
const language = data.language;

/* A sentence of the dictionary, its {names} replaced. */
function say(key, values = {}) {
    return data.texts[key].replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
}

function formatter(options) {
    const format = new Intl.NumberFormat(language, options);
    return number => number === null || number === undefined ? '–' : format.format(number);
}

const whole = formatter({maximumFractionDigits: 0});
const fine = formatter({maximumSignificantDigits: 3});
const fixed = formatter({minimumFractionDigits: 3, maximumFractionDigits: 3});
const percent = formatter({style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});
const percentFine = formatter({style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 4});
const percentHundredth = formatter({style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2});
const points = formatter({signDisplay: 'exceptZero', minimumFractionDigits: 2, maximumFractionDigits: 2});
const signed = formatter({signDisplay: 'exceptZero', maximumFractionDigits: 0});
const plain = formatter({maximumFractionDigits: 6});

/* Whole numbers where they are large, one decimal where that says more. */
const tenth = formatter({maximumFractionDigits: 1});
function count(number) {
    return number !== null && Math.abs(number) < 100 ? tenth(number) : whole(number);
}

/* Amounts of money: in whole units from ten thousand on, else with cents. A currency that has no
 * code of three letters stands behind the number as it is. */
function moneyFormatter(decimals) {
    const options = {minimumFractionDigits: decimals, maximumFractionDigits: decimals};
    if (/^[A-Za-z]{3}$/.test(data.currency))
        return formatter({...options, style: 'currency', currency: data.currency});
    const number = formatter(options);
    return amount => amount === null ? number(amount) : `${number(amount)} ${data.currency}`;
}
const moneyWhole = moneyFormatter(0);
const moneyCents = moneyFormatter(2);
function money(amount) {
    return amount && Math.abs(amount) < 10000 ? moneyCents(amount) : moneyWhole(amount);
}

/* Money on an axis, short: 1.2M. */
const short = formatter({notation: 'compact', maximumFractionDigits: 1});

/* A scientific number, for gaps: 2.9e-7. */
function tiny(number) {
    return number === null ? '–' : number === 0 ? '0' : number.toExponential(1);
}

/* A table of the data, {columns, rows}, as objects. */
function records(table) {
    return table ? table.rows.map(row => Object.fromEntries(table.columns.map((column, i) => [column, row[i]]))) : [];
}

/* A name, or the id where there is none. */
function named(name, id) {
    return name || id;
}

function sum(rows, key) {
    return rows.reduce((total, row) => total + (row[key] || 0), 0);
}
