/** A new element with its children. */
export function createElement(tag: string, ...children: (string | Node)[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}

/**
 * The element with the id.
 *
 * @throws {Error} if the page has no such element of this type.
 */
export function getElement<Type extends HTMLElement = HTMLElement>(id: string, type?: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof (type ?? HTMLElement))) throw new Error(`The page has no #${id}.`);
  return element as Type;
}
