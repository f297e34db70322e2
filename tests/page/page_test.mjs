/* The report as a browser shows it: the numbers of the CSV files, a map with a shape per zone, switches,
 * tables that sort, nothing on the console, nothing that leaves the page, texts that stay texts.
 *
 *   node page_test.mjs PROGRAM SOURCE_FOLDER FOLDER_OF_NODE_MODULES BROWSER */
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {begin, check, csv, end, near, number, open, picture, run, same, scratch, source, study} from './harness.mjs';

const EXAMPLE = 'input/examples/sud-2024', THIN = join(scratch, 'thin'); /* every fourth offer: quickly solved */

function dataOf(page) {
    return page.evaluate(() => JSON.parse(document.getElementById('data').textContent));
}

function records(table) {
    return table.rows.map(row => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])));
}

/* The values of a series as the chart has them. */
function seriesOf(page, chart, index = 0) {
    return page.evaluate(([id, i]) => {
        const model = echarts.getInstanceByDom(document.getElementById(id)).getModel().getSeriesByIndex(i);
        const values = model.getData();
        return Array.from({length: values.count()}, (_, k) => ({name: values.getName(k), value: values.getRawDataItem(k)?.value ?? values.getRawDataItem(k)}));
    }, [chart, index]);
}

async function columnOf(page, caption, heading) {
    return page.evaluate(([wanted, label]) => {
        const table = [...document.querySelectorAll('table')].find(one => one.caption.textContent.startsWith(wanted));
        const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent === label);
        return [...table.tBodies[0].rows].map(row => row.cells[at].textContent);
    }, [caption, heading]);
}

/* ---- the example's plan ---- */

async function numbersAreThoseOfTheFiles(page, folder) {
    const data = await dataOf(page);
    const zones = csv(join(folder, 'zone_coverage.csv')), shown = records(data.zones);
    same('zones of the page', shown.map(({zone}) => zone), zones.map(({zone}) => zone));
    zones.forEach((row, i) => ['need', 'committed', 'bought', 'rate', 'fair_rate', 'floor', 'places_site', 'cost_site', 'places_residents', 'marginal_value']
        .forEach(key => near(`${key} of zone ${row.zone}`, shown[i][key], number(row[key]))));
    csv(join(folder, 'budget_use.csv')).forEach((row, i) => ['budget', 'spent', 'left', 'places', 'hours', 'entries', 'hires', 'marginal_value']
        .forEach(key => near(`${key} of ${row.institution}`, records(data.institutions)[i][key], number(row[key]))));
    csv(join(folder, 'rule_use.csv')).forEach((row, i) => ['bound', 'value', 'slack', 'marginal_value']
        .forEach(key => near(`${key} of rule ${row.rule}`, records(data.rules)[i][key], number(row[key]))));
    const uses = csv(join(folder, 'audience_use.csv'));
    same('publics', records(data.audiences).map(({audience}) => audience), uses.map(({audience}) => audience));
    uses.forEach((row, i) => near(`places of ${row.audience}`, records(data.audiences)[i].places, number(row.places)));
    const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
    for (const key of ['value_best', 'upper_bound', 'gap', 'value', 'given_up', 'price_of_balance', 'coverage', 'rate_min', 'rate_max', 'gini', 'cost', 'places', 'hours', 'entries', 'hires', 'overlap', 'overlap_rate', 'overlap_before'])
        near(`${key} of the summary`, data.totals[key], summary[key]);
    same('the digest of the study', data.about.digest, summary.study_digest);
    same('the digest of the report', summary.files['report.html'], createHash('sha256').update(readFileSync(join(folder, 'report.html'))).digest('hex'));
    return {data, zones, shown};
}

/* Need by zone and family, summed here from the needs. */
async function cellsAddUp(data, folder) {
    const family = Object.fromEntries(csv(join(source, EXAMPLE, 'occupations.csv')).map(row => [row.occupation, row.family]));
    const families = records(data.families), zones = records(data.zones);
    const sums = new Map(), needs = csv(join(folder, 'need_coverage.csv'));
    for (const row of needs) {
        const key = `${row.zone}/${family[row.occupation]}`;
        const sum = sums.get(key) || {need: 0, unmet: 0};
        sums.set(key, {need: sum.need + Number(row.need), unmet: sum.unmet + Number(row.unmet)});
    }
    const cells = records(data.cells);
    same('as many cells as there are zones and families with need', cells.length, sums.size);
    for (const cell of cells) {
        const sum = sums.get(`${zones[cell.zone].zone}/${families[cell.family].family}`);
        near('need of a cell', cell.need, sum.need);
        near('unmet need of a cell', cell.unmet, sum.unmet);
    }
    const unmet = needs.filter(row => row.cause !== '').sort((one, other) => Number(other.unmet) - Number(one.unmet));
    const shown = records(data.needs);
    same('the largest needs are there', shown.length, Math.min(200, unmet.length));
    shown.forEach((row, i) => near(`the ${i + 1}th largest unmet need`, row.unmet, Number(unmet[i].unmet)));
    same('how many are left out', data.needs_left, unmet.length - shown.length);
    for (const cause of ['no_offer', 'capacity', 'money'])
        near(`unmet because of ${cause}`, data.totals[`unmet_${cause}`], unmet.filter(row => row.cause === cause).reduce((sum, row) => sum + Number(row.unmet), 0));
}

async function purchasesAddUp(page, data, folder) {
    const family = Object.fromEntries(csv(join(source, EXAMPLE, 'occupations.csv')).map(row => [row.occupation, row.family]));
    const sums = {};
    for (const row of csv(join(folder, 'plan.csv'))) {
        const key = `${family[row.occupation]}/${row.institution}`;
        sums[key] = (sums[key] || 0) + Number(row.cost);
    }
    const families = records(data.families), institutions = records(data.institutions), shown = records(data.purchases);
    same('as many purchases as families and institutions that buy', shown.length, Object.keys(sums).length);
    for (const row of shown)
        near('cost of a family and institution', row.cost, sums[`${families[row.family].family}/${institutions[row.institution].institution}`]);
    for (const [i, {institution}] of institutions.entries()) {
        const bars = await seriesOf(page, 'families', i);
        near(`bars of ${institution}`, bars.reduce((sum, bar) => sum + bar.value, 0), Object.entries(sums).filter(([key]) => key.endsWith(`/${institution}`)).reduce((sum, [, cost]) => sum + cost, 0));
    }
}

async function theMapHasAShapePerZone(page, zones) {
    const shapes = await page.evaluate(() => {
        const chart = echarts.getInstanceByDom(document.getElementById('map'));
        const values = chart.getModel().getSeriesByIndex(0).getData();
        const regions = new Set(echarts.getMap('zones').geoJSON.features.map(feature => feature.properties.name));
        const drawn = document.querySelectorAll('#map svg path').length;
        return {names: Array.from({length: values.count()}, (_, i) => values.getName(i)), regions: [...regions], drawn};
    });
    same('a region of the map for each zone', shapes.regions.sort(), zones.map((_, i) => `zone-${i}`).sort());
    same('a datum of the map for each zone', shapes.names.sort(), zones.map((_, i) => `zone-${i}`).sort());
    check('shapes are drawn', shapes.drawn >= zones.length, shapes.drawn);
}

async function switchesWork(page, zones, shown) {
    const columns = {rate: 'rate', fair_rate: 'fair_rate', need: 'need', unmet: 'unmet', places_site: 'places_site', cost_site: 'cost_site'};
    for (const [value, column] of Object.entries(columns)) {
        await page.locator(`input[name=measure][value=${value}]`).check({force: true});
        const values = await seriesOf(page, 'map');
        values.forEach(({name, value: found}) => near(`the map's ${column} of ${name}`, found, column === 'unmet' ? shown[Number(name.slice(5))].unmet : number(zones[Number(name.slice(5))][column])));
        const description = await page.locator('#map').getAttribute('aria-label');
        check('the map is described anew', description.includes('The same figures are in the table below'), description);
    }
    await page.locator('input[name=measure][value=cause]').check({force: true});
    check('causes have a legend', await page.locator('#zones .legend').isVisible());
    same('no colour scale beside causes', await page.evaluate(() => echarts.getInstanceByDom(document.getElementById('map')).getOption().visualMap?.length || 0), 0);
    await page.locator('input[name=measure][value=rate]').check({force: true});
    check('and the legend goes', !await page.locator('#zones .legend').isVisible());
    await page.locator('input[name=purchase][value=places]').check({force: true});
    const places = (await seriesOf(page, 'families', 0)).reduce((sum, bar) => sum + bar.value, 0);
    near('places of the first institution', places, records((await dataOf(page)).institutions)[0].places);
}

async function tablesSort(page, zones) {
    const button = page.locator('#zones th', {hasText: /^Need$/}).locator('button');
    const needs = zones.map(({need}) => Number(need)).sort((one, other) => other - one);
    const write = await page.evaluate(list => list.map(need => new Intl.NumberFormat('en', {maximumFractionDigits: need < 100 ? 1 : 0}).format(need)), needs);
    await button.focus();
    await page.keyboard.press('Enter');
    same('largest first', await columnOf(page, 'Zones', 'Need'), write);
    same('and said so', await page.locator('#zones th', {hasText: /^Need$/}).getAttribute('aria-sort'), 'descending');
    await button.click();
    same('smallest first', await columnOf(page, 'Zones', 'Need'), write.reverse());
    same('and said so too', await page.locator('#zones th', {hasText: /^Need$/}).getAttribute('aria-sort'), 'ascending');
    const disclose = page.locator('#needs .disclose').first();
    await disclose.click();
    same('a table opens', await disclose.getAttribute('aria-expanded'), 'true');
    const before = await page.locator('#needs tbody').first().locator('tr').count();
    await page.locator('#needs .more').first().click();
    const after = await page.locator('#needs tbody').first().locator('tr').count();
    check('and shows all its rows', before === 60 && after === records((await dataOf(page)).cells).length, {before, after});
}

async function figuresShowOnHover(page, shown) {
    const zone = shown.findIndex(({zone: id}) => id === '9306');
    const at = await page.evaluate(index => {
        const box = document.getElementById('map').getBoundingClientRect();
        const {columns, rows} = JSON.parse(document.getElementById('data').textContent).zones;
        const [x, y] = echarts.getInstanceByDom(document.getElementById('map')).convertToPixel({seriesIndex: 0}, [rows[index][columns.indexOf('longitude')], rows[index][columns.indexOf('latitude')]]);
        scrollTo({top: box.top + scrollY - 200, behavior: 'instant'});
        return [x + box.left, y + 200];
    }, zone);
    await page.mouse.move(at[0] - 3, at[1]);
    await page.mouse.move(...at);
    const text = await page.locator('#map .tip').innerText({timeout: 5000});
    check('the hover box names the zone and its coverage', text.includes(shown[zone].name) && text.includes(`${(100 * shown[zone].rate).toFixed(1)}%`), text);
}

/* The policy stops what a script in the page might try; a server that listens hears nothing. */
async function nothingCanLeave(folder) {
    let heard = 0;
    const server = createServer((request, response) => {
        heard++;
        response.end();
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const page = await open(join(folder, 'report.html'), {hostile: true});
    const stopped = await page.evaluate(async address => {
        const found = [];
        document.addEventListener('securitypolicyviolation', event => found.push(event.effectiveDirective));
        await fetch(address).catch(() => null);
        document.body.append(Object.assign(document.createElement('img'), {src: address}), Object.assign(document.createElement('script'), {textContent: 'window.hacked = 1'}));
        const form = Object.assign(document.createElement('form'), {action: address});
        document.body.append(form);
        form.submit();
        await new Promise(resolve => setTimeout(resolve, 200));
        return {found: found.sort(), hacked: window.hacked};
    }, `http://127.0.0.1:${server.address().port}/`);
    same('the policy stops requests, images, scripts and forms', stopped, {found: ['connect-src', 'form-action', 'img-src', 'script-src-elem'], hacked: undefined});
    same('and nothing left the page', heard, 0);
    await page.close();
    server.close();
}

/* Landmarks, labels and contrast. */
async function everybodyCanRead(page) {
    const found = await page.evaluate(() => {
        const luminance = colour => {
            const [r, g, b] = colour.match(/[\d.]+/g).map(part => part / 255).map(part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
        };
        const background = element => {
            for (let at = element; at; at = at.parentElement) {
                const colour = getComputedStyle(at).backgroundColor;
                if (!/rgba\(.*, 0\)|transparent/.test(colour))
                    return colour;
            }
            return 'rgb(255, 255, 255)';
        };
        const faint = [...document.querySelectorAll('p, a, span, th, td, button, strong, dt, dd, h1, h2, h3, figcaption, li, legend')].filter(element => {
            if (!element.textContent.trim() || !element.getClientRects().length)
                return false;
            const [light, dark] = [luminance(getComputedStyle(element).color), luminance(background(element))].sort((one, other) => other - one);
            return (light + .05) / (dark + .05) < 4.5;
        }).map(element => element.outerHTML.slice(0, 80));
        return {
            faint, lang: document.documentElement.lang, headings: document.querySelectorAll('h1').length,
            landmarks: ['header', 'nav', 'main', 'footer'].map(tag => document.querySelectorAll(tag).length),
            nameless: [...document.querySelectorAll('section')].filter(section => !document.getElementById(section.getAttribute('aria-labelledby'))?.textContent).length,
            uncaptioned: [...document.querySelectorAll('table')].filter(table => !table.caption?.textContent || table.querySelectorAll('thead th:not([scope=col])').length).length,
            silent: [...document.querySelectorAll('.chart')].filter(chart => !chart.getAttribute('aria-label') || chart.getAttribute('role') !== 'img').length,
            charts: document.querySelectorAll('.chart').length, skip: document.querySelector('.skip').getAttribute('href'),
            repeated: [...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map(element => element.id)).size,
        };
    });
    same('no faint text, and everything is labelled', {...found, charts: found.charts > 0}, {
        faint: [], lang: 'en', headings: 1, landmarks: [1, 1, 1, 1], nameless: 0, uncaptioned: 0, silent: 0, charts: true, skip: '#main', repeated: 0});
    await page.keyboard.press('Home');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Tab');
    same('the first stop of the keyboard is the way past the navigation', await page.evaluate(() => document.activeElement.className), 'skip');
}

async function paperShowsTables(folder) {
    const page = await open(join(folder, 'report.html'));
    const pages = (await page.pdf({preferCSSPageSize: true})).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    check('some pages of paper', pages >= 4 && pages <= 20, pages);
    await page.emulateMedia({media: 'print'});
    same('every table is on paper', await page.evaluate(() => [...document.querySelectorAll('table')].filter(table => !table.getClientRects().length).length), 0);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    same('charts are as wide as the paper', await page.evaluate(() => [...new Set([...document.querySelectorAll('.chart')].map(chart => echarts.getInstanceByDom(chart).getWidth()))]), [690]);
    await page.close();
}

/* No page is wider than a phone, and charts follow. */
async function fitsAPhone(page, name) {
    await page.setViewportSize({width: 390, height: 844});
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    same(`${name} fits a phone`, await page.evaluate(() => document.documentElement.scrollWidth), 390);
    same(`${name}: charts fit a phone`, await page.evaluate(() => [...document.querySelectorAll('.chart')].filter(chart => echarts.getInstanceByDom(chart).getWidth() !== chart.clientWidth).length), 0);
    await picture(page, `${name}-phone`);
}

async function plan() {
    const folder = join(scratch, 'plan');
    run('solve', EXAMPLE, '--out', folder, '--html');
    const page = await open(join(folder, 'report.html'));
    await picture(page, 'plan');
    const {data, zones, shown} = await numbersAreThoseOfTheFiles(page, folder);
    await cellsAddUp(data, folder);
    await purchasesAddUp(page, data, folder);
    await theMapHasAShapePerZone(page, zones);
    await everybodyCanRead(page);
    await switchesWork(page, zones, shown);
    await tablesSort(page, zones);
    await figuresShowOnHover(page, shown);
    const rates = (await seriesOf(page, 'rates')).map(({value}) => value);
    same('rates are sorted', rates, [...rates].sort((one, other) => one - other));
    await fitsAPhone(page, 'plan');
    await page.close();
    await nothingCanLeave(folder);
    await paperShowsTables(folder);
    const again = join(scratch, 'again');
    run('solve', EXAMPLE, '--out', again, '--html', '--threads', '1');
    check('the same bytes with one thread', readFileSync(join(again, 'report.html')).equals(readFileSync(join(folder, 'report.html'))));
    run('solve', EXAMPLE, '--out', again);
    check('an old report does not stay beside new results', !existsSync(join(again, 'report.html')));
}

/* ---- compare and frontier ---- */

async function comparison() {
    const folder = join(scratch, 'compare');
    run('compare', THIN, '--out', folder, '--html');
    const page = await open(join(folder, 'report.html'));
    await picture(page, 'compare');
    const rows = csv(join(folder, 'comparison.csv')), shown = records((await dataOf(page)).scenarios);
    same('scenarios', shown.map(({scenario}) => scenario), rows.map(({scenario}) => scenario));
    rows.forEach((row, i) => ['value_best', 'value', 'gap', 'coverage', 'rate_min', 'gini', 'overlap', 'cost', 'places', 'hires', 'value_best_difference', 'coverage_difference', 'cost_difference']
        .forEach(key => near(`${key} of ${row.scenario}`, shown[i][key], number(row[key]))));
    (await seriesOf(page, 'scenarios-chart')).forEach(({value}, i) => near(`the bar of ${rows[i].scenario}`, value, Number(rows[i].coverage)));
    await page.locator('input[name=scenario-measure][value=gini]').check({force: true});
    (await seriesOf(page, 'scenarios-chart')).forEach(({value}, i) => near(`the bar of ${rows[i].scenario}`, value, Number(rows[i].gini)));
    same('a shift for each zone and scenario', (await seriesOf(page, 'shifts')).length, 17 * (rows.length - 1));
    check('the plan of the study as it stands is there too', await page.locator('#map svg').count() === 1);
    await fitsAPhone(page, 'compare');
    await page.close();
}

async function frontier() {
    const folder = join(scratch, 'frontier');
    run('frontier', THIN, '--vary', 'balance=0:1', '--tolerance', '0.001', '--out', folder, '--html');
    const page = await open(join(folder, 'report.html'));
    await picture(page, 'frontier');
    const rows = csv(join(folder, 'frontier.csv')), {curve} = await dataOf(page), pieces = records(curve.pieces);
    same('pieces', pieces.length, rows.length);
    rows.forEach((row, i) => {
        ['from', 'to', 'value_from', 'value_to', 'slope'].forEach(key => near(`${key} of piece ${i}`, pieces[i][key], number(row[key])));
        near(`what the region's money is worth on piece ${i}`, pieces[i].marginal[1], number(row.marginal_region));
    });
    const line = await seriesOf(page, 'curve');
    same('two points of the line for each piece', line.length, 2 * rows.length);
    same('from the first to the last', [line[0].value[0], line.at(-1).value[0]], [Number(rows[0].from), Number(rows.at(-1).to)]);
    await fitsAPhone(page, 'frontier');
    await page.close();
}

/* ---- a plan made elsewhere, and the reader's language ---- */

async function evaluation() {
    const folder = join(scratch, 'evaluate'), draft = join(scratch, 'draft.csv');
    const lines = csv(join(scratch, 'plan', 'plan.csv'));
    writeFileSync(draft, ['offer,institution,places', ...lines.map((row, i) => `${row.offer},${row.institution},${Number(row.places) * (i % 40 ? 1 : 1.5)}`)].join('\n'));
    run('evaluate', EXAMPLE, draft, '--out', folder, '--html');
    const page = await open(join(folder, 'report.html'));
    await picture(page, 'evaluate');
    const {evaluation: found, about} = await dataOf(page), summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
    near('value of the plan', found.value, summary.value);
    near('value of the best', found.value_best, summary.value_best);
    near('its share', found.share, summary.share_of_best);
    same('only the name of the plan is told', about.options, 'draft.csv');
    const breaches = csv(join(folder, 'breaches.csv')), shown = records(found.breaches);
    check('something is broken', breaches.length > 0);
    same('what is broken', shown.map(({what}) => what), breaches.map(({what}) => what));
    breaches.forEach((row, i) => ['bound', 'value', 'excess'].forEach(key => near(`${key} of breach ${i}`, shown[i][key], number(row[key]))));
    const exchanges = csv(join(folder, 'exchanges.csv'));
    same('exchanges', records(found.exchanges).length, exchanges.length);
    records(found.exchanges).forEach((row, i) => near(`gain of exchange ${i}`, row.gain, Number(exchanges[i].gain)));
    await fitsAPhone(page, 'evaluate');
    await page.close();
}

async function french() {
    const folder = join(scratch, 'french');
    run('solve', THIN, '--out', folder, '--html', '--lang', 'fr');
    const page = await open(join(folder, 'report.html'));
    await picture(page, 'french');
    const text = await page.locator('body').innerText();
    same('the page is French', await page.evaluate(() => document.documentElement.lang), 'fr');
    const {covered, need, cost} = (await dataOf(page)).totals;
    const grouped = amount => String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
    check('so is what it says', text.includes('Qui achète quoi') && text.includes(`Le plan couvre ${grouped(covered)} des ${grouped(need)} personnes manquantes`), text.slice(0, 600));
    check('money too', text.includes(`${grouped(cost)}\u00a0€`), grouped(cost));
    const english = (await open(join(scratch, 'plan', 'report.html')));
    const texts = (await dataOf(english)).texts, translated = (await dataOf(page)).texts;
    const alike = Object.keys(texts).filter(key => texts[key] === translated[key] && texts[key].split(' ').length > 2 && !/^[{},. ]*(\{\w+\}[{},. ]*)+$/.test(texts[key]));
    same('every sentence is translated', alike, []);
    for (const key of Object.keys(texts))
        same(`the same names stand in ${key}`, (translated[key].match(/\{\w+\}/g) || []).sort(), (texts[key].match(/\{\w+\}/g) || []).sort());
    await english.close();
    await fitsAPhone(page, 'french');
    await page.close();
}

/* ---- texts that are no markup ---- */

const HOSTILE = `</script><b>b</b><img src=x onerror="hacked=1"><!-- \u2028'"&amp;`;

function quoted(text) {
    return `"${text.replaceAll('"', '""')}"`;
}

function hostileTables(id) {
    const a = quoted(`${id}1`), b = quoted(`${id}2`);
    return {
        'institutions.csv': `institution,name\n${a},${a}\n`,
        'budgets.csv': `institution,budget\n${a},1000\n`,
        'zones.csv': `zone,name,department,longitude,latitude\n${a},${a},${a},5,44\n${b},${b},${a},6,44\n`,
        'occupations.csv': `occupation,name,family\n${a},${a},${a}\n${b},${b},${b}\n`,
        'needs.csv': `zone,occupation,need\n${a},${a},10\n${b},${b},5\n`,
        'offers.csv': `offer,name,zone,places,kind\n${a},${a},${a},8,${a}\n`,
        'offer_occupations.csv': `offer,occupation\n${a},${a}\n`,
        'prices.csv': `offer,institution,price\n${a},${a},500\n`,
        'audiences.csv': `offer,audience,share\n${a},${a},0.5\n`,
        'rules.csv': `rule,measure,sense,value\n${a},places,max,2\n`,
        'scenarios.csv': `scenario,parameter,change,value\n${a},budget,scale,2\n`,
        'parameters.csv': 'parameter,value\ncurrency,<i>x</i>\n',
        'zones.geojson': JSON.stringify({type: 'FeatureCollection', features: [1, 2].map(i => ({
            type: 'Feature', properties: {zone: `${id}${i}`}, geometry: {type: 'Polygon', coordinates: [[[i, 44], [i + 1, 44], [i + 1, 45], [i, 45], [i, 44]]]}}))}),
    };
}

async function textsStayTexts() {
    const input = study('x&<b>y', hostileTables(HOSTILE));
    for (const [command, given] of [['solve', []], ['compare', []], ['frontier', ['--vary', 'balance=0:1']]]) {
        const folder = join(scratch, `hostile-${command}`);
        run(command, input, ...given, '--out', folder, '--html');
        const file = readFileSync(join(folder, 'report.html'), 'utf8');
        check('no text of the study ends an element of the page', !file.includes('</script><b>') && !file.includes('<img src=x'));
        const page = await open(join(folder, 'report.html'));
        await picture(page, `hostile-${command}`);
        same('the id is as it was', records((await dataOf(page)).zones)[0].zone, `${HOSTILE}1`);
        for (const chart of await page.locator('.chart').all())
            await chart.evaluate(box => echarts.getInstanceByDom(box).dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0}));
        check('hover boxes show the id', (await page.locator('.tip').allTextContents()).some(text => text.includes(HOSTILE)));
        same('no element comes of it', await page.evaluate(() => [document.querySelectorAll('main b, main img, main i, header b').length, window.hacked, document.title.includes('x&<b>y')]), [0, undefined, true]);
        check('tables show it', (await columnOf(page, 'Zones', 'Zone')).includes(`${HOSTILE}1`));
        await fitsAPhone(page, `hostile-${command}`);
        await page.close();
    }
}

/* ---- studies that lack something, or have much ---- */

async function littleIsEnough() {
    const tables = hostileTables('a');
    for (const table of ['audiences.csv', 'rules.csv', 'scenarios.csv', 'parameters.csv', 'zones.geojson'])
        delete tables[table];
    const cases = {
        bubbles: {...tables, 'zones.csv': 'zone,name,longitude,latitude\na1,,5,44\na2,,,\n'},
        one: {...tables, 'zones.csv': 'zone,name,longitude,latitude\na1,,5,44\na2,,5,44\n'},
        bars: {...tables, 'zones.csv': 'zone,name\na1,One\na2,Two\n'},
        'no-need': {...tables, 'needs.csv': 'zone,occupation,need\na1,a1,0\n'},
        'no-needs': {...tables, 'needs.csv': 'zone,occupation,need\n'},
        'no-money': {...tables, 'budgets.csv': 'institution,budget\na1,0\n'},
        'all-met': {...tables, 'needs.csv': 'zone,occupation,need\na1,a1,1\n'},
        'no-zone-has-a-name': {...tables, 'zones.csv': `zone,name\na1,${'long name '.repeat(30)}\na2,${'x'.repeat(300)}\n`},
    };
    for (const [name, texts] of Object.entries(cases)) {
        const folder = join(scratch, `out-${name}`);
        run('solve', study(name, texts), '--out', folder, '--html', ...(name === 'one' ? ['--set', 'balance=0'] : []));
        const page = await open(join(folder, 'report.html'));
        await picture(page, name);
        const kinds = await page.evaluate(() => echarts.getInstanceByDom(document.getElementById('map')).getOption().series.map(({type}) => type));
        same(`${name}: what stands for the map`, kinds, [['bubbles', 'one', 'no-need', 'no-needs', 'no-money', 'all-met'].includes(name) ? 'scatter' : 'bar']);
        for (const input of await page.locator('input[type=radio]').all())
            await input.check({force: true});
        await fitsAPhone(page, name);
        await page.close();
    }
}

async function aMapOfManyZones() {
    const folder = join(scratch, 'many'), side = 25;
    run('generate', folder, '--zones', String(side * side), '--occupations', '12', '--offers', '1500', '--institutions', '3');
    const zones = csv(join(folder, 'zones.csv')).map(({zone}) => zone);
    writeFileSync(join(folder, 'zones.geojson'), JSON.stringify({type: 'FeatureCollection', features: zones.map((zone, i) => {
        const [x, y] = [i % side / 10, 43 + Math.floor(i / side) / 10];
        return {type: 'Feature', properties: {zone}, geometry: {type: 'Polygon', coordinates: [[[x, y], [x + .1, y], [x + .1, y + .1], [x, y + .1], [x, y]]]}};
    })}));
    const results = join(scratch, 'many-results');
    run('solve', folder, '--set', 'balance=0', '--out', results, '--html');
    const page = await open(join(results, 'report.html'));
    await picture(page, 'many');
    same('a shape for each of many zones', (await seriesOf(page, 'map')).length, zones.length);
    same('three institutions', (await page.evaluate(() => echarts.getInstanceByDom(document.getElementById('families')).getOption().series.length)), 3);
    await fitsAPhone(page, 'many');
    await page.close();
}

execFileSync('tests/cli/thin_example.sh', [EXAMPLE, THIN], {cwd: source});
await begin();
try {
    for (const test of [plan, comparison, frontier, evaluation, french, textsStayTexts, littleIsEnough, aMapOfManyZones]) {
        const from = Date.now();
        await test();
        console.log(`${test.name}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
    }
} catch (error) {
    check('the test went through', false, error.stack);
} finally {
    await end();
}
