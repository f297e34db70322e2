/* Charts: one ECharts instance per figure, drawn as SVG, described for those who do not see it,
 * as wide as its figure, and on paper as wide as the paper. */
const INK = '#1b2430', QUIET = '#51606f', LINE = '#d5dce3';
const PAPER = 690;

/* Okabe and Ito's colours, told apart with any colour vision, those of one chart by lightness too. */
const SERIES = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#7f7f7f', '#f0e442'];

/* Viridis, light to dark: more is darker. */
const SCALE = ['#f4e61e', '#b5de2b', '#6ece58', '#35b779', '#1f9e89', '#26828e', '#31688e', '#3e4989', '#482878', '#440154'];

/* Two directions from white, blue more, orange less. */
const DIVERGING = ['#b35806', '#e08214', '#fdb863', '#f7f7f7', '#92c5de', '#4393c3', '#2166ac'];

/* Causes have a colour and a pattern each. */
const CAUSES = {
    money: {color: '#3b78b5', label: 'cause_money', short: 'short_money', decal: null},
    capacity: {color: '#f0b23e', label: 'cause_capacity', short: 'short_capacity', decal: {symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: 'rgba(0,0,0,.45)'}},
    no_offer: {color: '#d7a3c4', label: 'cause_no_offer', short: 'short_no_offer', decal: {symbol: 'circle', symbolSize: .7, dashArrayX: [[0, 5], [3, 5]], dashArrayY: [4, 4], color: 'rgba(0,0,0,.5)'}},
};
const NO_DECAL = {symbol: 'none'};

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const charts = [];

function axisText() {
    return {color: QUIET, fontSize: 12};
}

/* Common to every chart; `describe` is read out by screen readers. */
function dressed(option, describe) {
    return {
        animation: false,
        textStyle: {fontFamily: FONT, color: INK},
        aria: {enabled: true, label: {description: `${describe} ${say('aria_table')}`}},
        ...option,
        tooltip: {confine: true, backgroundColor: '#fff', borderColor: '#8795a3', padding: [8, 12], transitionDuration: 0, ...option.tooltip},
    };
}

/* A value, or what a function gives for it. */
function now(value, ...given) {
    return typeof value === 'function' ? value(...given) : value;
}

/* A figure with a chart. make(width) gives its option; it is drawn anew when the width changes. The
 * caption (null for none), what is read out and the height in pixels may be functions, of the width. */
function figure(id, caption, describe, height, make) {
    const box = element('div', {class: 'chart', id});
    const chart = {box, caption, words: caption ? element('figcaption') : null, describe, height, make, instance: null, width: 0};
    charts.push(chart);
    return {element: element('figure', {}, chart.words, box), redraw: () => draw(chart, chart.width)};
}

function draw(chart, width) {
    const height = now(chart.height, width);
    chart.width = width;
    if (chart.words)
        chart.words.textContent = now(chart.caption);
    chart.box.style.height = `${height}px`;
    if (!chart.instance)
        chart.instance = echarts.init(chart.box, null, {renderer: 'svg', width, height});
    else
        chart.instance.resize({width, height});
    chart.instance.setOption(dressed(chart.make(width), now(chart.describe)), {notMerge: true});
}

function drawAll() {
    for (const chart of charts)
        draw(chart, chart.box.clientWidth);
}

/* Draws the charts, and keeps them as wide as the window, or as the paper. */
function beginCharts() {
    let waiting = 0, printing = false;
    drawAll();
    window.addEventListener('resize', () => {
        cancelAnimationFrame(waiting);
        if (!printing)
            waiting = requestAnimationFrame(drawAll);
    });
    window.addEventListener('beforeprint', () => {
        printing = true;
        for (const chart of charts)
            draw(chart, PAPER);
    });
    window.addEventListener('afterprint', () => {
        printing = false;
        drawAll();
    });
}

/* Shortens a text to so many characters. */
function shortened(text, most) {
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

const ruler = document.createElement('canvas').getContext('2d');

/* The width of names down the left side of a chart: that of the longest, at most a part of it all. */
function nameWidth(names, width) {
    ruler.font = `12px ${FONT}`;
    const longest = Math.max(0, ...names.flatMap(name => name.split('\n')).map(line => ruler.measureText(line).width));
    return Math.min(Math.ceil(longest) + 2, 260, Math.round(width * .34));
}

/* Room below a heat map for the names of its columns, upright where there is no room for them, and for
 * its scale. */
function footRoom(names, across, turned) {
    return 54 + (turned ? Math.ceil(nameWidth(names.map(name => shortened(name, across)), 1000) * turned) : 16);
}

/* Names down the left side of bars; those that are too long are cut. */
function nameAxis(names, width) {
    return {
        type: 'category', data: names, inverse: true,
        axisTick: {show: false}, axisLine: {lineStyle: {color: LINE}},
        axisLabel: {...axisText(), interval: 0, width: nameWidth(names, width), overflow: 'truncate', ellipsis: '…'},
    };
}

/* What the names of nameAxis leave to the chart. */
function nameGrid(names, width, {top = 8, right = 24, bottom = 28} = {}) {
    return {left: nameWidth(names, width) + 12, right, top, bottom};
}

function valueAxis(format, width) {
    return {
        type: 'value', splitNumber: width < 500 ? 3 : 5,
        axisLabel: {...axisText(), formatter: format, hideOverlap: true}, splitLine: {lineStyle: {color: LINE}},
    };
}

/* A small sample of a colour and its pattern, for legends in the text. */
function sample(color, cause) {
    const box = svgElement('svg', {width: 18, height: 12, 'aria-hidden': 'true'},
        svgElement('rect', {width: 18, height: 12, fill: color}));
    if (cause === 'capacity')
        for (let x = -12; x < 18; x += 5)
            box.append(svgElement('line', {x1: x, y1: 12, x2: x + 12, y2: 0, stroke: '#000', 'stroke-opacity': .5, 'stroke-width': 1.5}));
    if (cause === 'no_offer')
        for (let x = 3; x < 18; x += 5)
            box.append(svgElement('circle', {cx: x, cy: 4, r: 1.3, 'fill-opacity': .55}), svgElement('circle', {cx: x + 2, cy: 9, r: 1.3, 'fill-opacity': .55}));
    return box;
}

/* A cause in one word, for tables and hover boxes. */
function causeWord(cause) {
    return cause ? say(CAUSES[cause].short) : null;
}

function causeLegend() {
    return element('ul', {class: 'legend'}, ...Object.entries(CAUSES).map(([cause, {color, label}]) =>
        element('li', {}, sample(color, cause), say(label))));
}

function causeStyle(cause) {
    const known = CAUSES[cause];
    return known ? {color: known.color, decal: known.decal || NO_DECAL} : {color: '#e4e9ee', decal: NO_DECAL};
}
