/** A text in which what stands between backticks is code. */
export function Ticked({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    // eslint-disable-next-line react/no-array-index-key -- the parts of one text never change places
    return index % 2 ? <code key={index}>{part}</code> : part;
  });
}
