/* What evaluate found: the worth of a plan made elsewhere, what it breaks, which exchanges would gain. */
const WORTH = {money: value => money(value), share: value => percent(value), places: value => count(value)};

function placesTable(evaluation) {
    const rows = ['used', 'twice', 'unneeded', 'beyond'].map(key => ({title: say(`places_${key}`), places: evaluation[key]}));
    return table({caption: say('places_table'), rows, columns: [column.text(say('places'), 'title'), column.number(say('places_of_plan'), 'places')],
        total: [say('total'), count(sum(rows, 'places'))]});
}

function breachesPart(evaluation) {
    const rows = records(evaluation.breaches);
    const figureOf = (label, key) => ({label, value: row => row[key], format: (value, row) => WORTH[row.unit](value), number: true});
    return [element('h3', {}, say('breaches')), rows.length === 0 ? paragraph(say('no_breaches')) : table({caption: say('breaches_table'), open: rows.length <= 30, note: evaluation.breaches_left > 0 ? say('breaches_left', {count: whole(evaluation.breaches_left)}) : null, rows, columns: [
        column.of(say('limit'), row => say(`limit_${row.what}`)), column.text(say('offer'), 'offer'), column.text(say('institution'), 'institution'), column.text(say('rule'), 'rule'),
        figureOf(say('bound'), 'bound'), figureOf(say('in_this_plan'), 'value'), figureOf(say('excess'), 'excess')]})];
}

function exchangesPart(evaluation) {
    const rows = records(evaluation.exchanges);
    return [element('h3', {}, say('exchanges')), rows.length === 0 ? paragraph(say('no_exchanges')) : table({caption: say('exchanges_table'), open: true, rows, columns: [
        column.text(say('institution'), 'institution'), column.text(say('buys'), 'offer'), column.number(say('places'), 'places'), column.number(say('cost'), 'cost', money),
        column.text(say('gives_up'), 'from_offer'), column.number(say('places_given'), 'from_places'), column.number(say('freed'), 'freed', money),
        column.text(say('taken_by'), 'taken_by'), column.number(say('gain'), 'gain', fine)]})];
}

function showEvaluation() {
    const {evaluation} = data;
    if (!evaluation)
        return;
    section('evaluation', say('evaluation'),
        paragraph(say(evaluation.share === null ? 'evaluation_text' : 'evaluation_share', {value: count(evaluation.value), best: count(evaluation.value_best), share: percent(evaluation.share)}), 'lead'),
        evaluation.share > 1 ? paragraph(say('evaluation_more')) : null,
        evaluation.shortfall > 0 ? paragraph(say('evaluation_shortfall', {people: count(evaluation.shortfall)}), 'warning') : null,
        placesTable(evaluation), ...breachesPart(evaluation), ...exchangesPart(evaluation));
}
