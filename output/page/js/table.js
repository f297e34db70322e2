/* Tables that sort by any column, in parts where they are long. */
const PART = 60;
const collator = new Intl.Collator(language, {numeric: true, sensitivity: 'base'});
let tables = 0;

/* What is not there comes last, whatever the direction. */
function compareCells(one, other, down) {
    const oneMissing = one === null || one === undefined || one === '';
    const otherMissing = other === null || other === undefined || other === '';
    if (oneMissing || otherMissing)
        return oneMissing - otherMissing;
    const order = typeof one === 'number' && typeof other === 'number' ? one - other
        : collator.compare(String(one), String(other));
    return down ? -order : order;
}

/* The body of a table for rows in an order. columns: {label, value(row), format(value, row), number,
 * wide}; a table sorts by value. */
function fillBody(body, columns, rows) {
    body.replaceChildren(...rows.map(row => element('tr', {}, ...columns.map((column, i) => {
        const value = column.value(row);
        const text = column.format ? column.format(value, row) : value === null ? '–' : String(value);
        return element(i === 0 ? 'th' : 'td', {scope: i === 0 ? 'row' : null, class: column.number ? 'number' : column.wide ? 'wide' : null}, text);
    }))));
}

/* A sortable table behind a button that shows it; printed in any case.
 *   {caption, note, columns, rows, total: texts of a last row or null, open, sort: {column, down}} */
function table(wanted) {
    const id = `table-${++tables}`;
    const {columns} = wanted;
    const body = element('tbody');
    const more = element('button', {type: 'button', class: 'more'}, say('table_more', {count: whole(wanted.rows.length)}));
    const part = element('p', {class: 'part quiet'}, say('table_part', {shown: PART, count: whole(wanted.rows.length)}));
    let rows = wanted.rows, all = rows.length <= PART;
    const show = () => {
        fillBody(body, columns, all ? rows : rows.slice(0, PART));
        more.hidden = part.hidden = all;
    };
    const heads = columns.map((column, i) => {
        const button = element('button', {type: 'button'}, column.label);
        const head = element('th', {scope: 'col', class: column.number ? 'number' : null, 'aria-sort': 'none'}, button);
        button.addEventListener('click', () => sortBy(i, head.getAttribute('aria-sort') === 'none'
            ? Boolean(column.number) : head.getAttribute('aria-sort') === 'ascending'));
        return head;
    });
    const sortBy = (index, down) => {
        heads.forEach((head, i) => head.setAttribute('aria-sort', i !== index ? 'none' : down ? 'descending' : 'ascending'));
        rows = [...wanted.rows].sort((one, other) =>
            compareCells(columns[index].value(one), columns[index].value(other), down));
        show();
    };
    more.addEventListener('click', () => { all = true; show(); });
    if (wanted.sort)
        sortBy(wanted.sort.column, wanted.sort.down);
    else
        show();
    const foot = wanted.total ? element('tfoot', {}, element('tr', {}, ...wanted.total.map((text, i) =>
        element(i === 0 ? 'th' : 'td', {scope: i === 0 ? 'row' : null, class: columns[i].number ? 'number' : null}, text)))) : null;
    const caption = element('caption', {id: `${id}-caption`, class: wanted.note ? null : 'plain'}, wanted.caption,
        wanted.note ? element('span', {class: 'note'}, ` ${wanted.note}`) : null);
    const content = element('div', {class: 'table-body', id},
        element('div', {class: 'scroll', role: 'region', tabindex: '0', 'aria-labelledby': `${id}-caption`},
            element('table', {class: columns.length > 4 ? 'full' : null}, caption, element('thead', {}, element('tr', {}, ...heads)), body, foot)), more, part);
    const disclose = element('button', {type: 'button', class: 'disclose', 'aria-expanded': 'true', 'aria-controls': id},
        say('table_show', {title: wanted.caption}));
    const open = shown => {
        content.hidden = !shown;
        disclose.setAttribute('aria-expanded', String(shown));
    };
    disclose.addEventListener('click', () => open(content.hidden));
    open(Boolean(wanted.open) || wanted.rows.length <= 12);
    return element('div', {class: 'table-head'}, disclose, content);
}

/* Columns of common kinds. */
const column = {
    text: (label, key) => ({label, value: row => row[key]}),
    of: (label, value) => ({label, value}),
    number: (label, key, format = count) => ({label, value: row => row[key], format, number: true}),
};
