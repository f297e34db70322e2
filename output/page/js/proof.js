/* What was assumed, and how it is known that no plan is better. */
function proofText() {
    const {totals} = data;
    if (totals.value_best === null)
        return say('proof_none');
    const sentences = [say('proof_text', {value: count(totals.value_best), bound: count(totals.upper_bound), gap: tiny(totals.gap)}),
        totals.gap <= totals.gap_tolerance ? say('proof_proven') : say('proof_not', {gap: percentFine(totals.gap)})];
    if (totals.given_up > totals.gap_tolerance && !totals.whole && !data.evaluation)
        sentences.push(say('proof_given_up', {share: percentFine(totals.given_up)}));
    if (totals.whole)
        sentences.push(say('proof_whole', {value: count(totals.value), gap: percentFine(totals.whole_gap), sessions: whole(totals.sessions)}));
    return sentences.join(' ');
}

function showProof() {
    const {about, totals} = data;
    const parameters = records(about.parameters);
    section('proof', say('proof'), totals ? paragraph(proofText()) : null,
        totals && totals.worst_residual > totals.row_tolerance ? paragraph(say('proof_residual', {residual: tiny(totals.worst_residual)}), 'warning') : null,
        totals ? facts([[say('value_best'), plain(totals.value_best)], [say('upper_bound'), plain(totals.upper_bound)], [say('gap'), tiny(totals.gap)], [say('value_plan'), plain(totals.value)]]) : null,
        element('h3', {}, say('assumed')),
        facts([[say('study'), about.study], [say('scenario'), about.scenario], about.options ? [say('options'), about.options] : null, [say('digest'), about.digest],
            [say('version'), `equiplace ${about.version}`]].filter(pair => pair)),
        table({caption: say('parameters_table'), open: true, rows: parameters, columns: [column.text(say('parameter'), 'parameter'), column.of(say('set_to'), row => typeof row.value === 'number' ? plain(row.value) : row.value === null ? '–' : row.value), {...column.text(say('meaning'), 'meaning'), wide: true}]}));
}

function showFoot() {
    document.body.append(element('footer', {}, paragraph(say('footer'))));
}
