/* Elements, built without any markup: texts stay texts. */
function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
        if (value !== null && value !== undefined)
            made.setAttribute(name, value);
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

function svgElement(tag, attributes, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes))
        made.setAttribute(name, value);
    made.append(...children);
    return made;
}

const sections = [];

/* A section of the page with its heading, listed in the navigation. */
function section(id, title, ...children) {
    const made = element('section', {id, 'aria-labelledby': `${id}-title`},
        element('h2', {id: `${id}-title`}, title), ...children);
    sections.push({id, title});
    document.querySelector('main').append(made);
    return made;
}

function paragraph(text, style = null) {
    return element('p', {class: style}, text);
}

/* Radio buttons in a row; change(value) is told of each choice. */
function choice(name, legend, options, change) {
    const made = element('fieldset', {class: 'switch'}, element('legend', {}, legend));
    options.forEach(([value, label], i) => {
        const input = element('input', {type: 'radio', name, value});
        input.checked = i === 0;
        input.addEventListener('change', () => change(value));
        made.append(element('label', {}, input, element('span', {}, label)));
    });
    return made;
}

/* The content of a hover box: a title and pairs of label and figure. */
function tip(title, pairs) {
    return element('div', {class: 'tip'}, element('strong', {}, title),
        ...pairs.filter(pair => pair).map(([label, figure]) =>
            element('div', {}, element('span', {}, label), element('span', {}, figure))));
}

function facts(pairs) {
    return element('dl', {class: 'facts'}, ...pairs.flatMap(([term, value]) =>
        [element('dt', {}, term), element('dd', {}, value)]));
}
