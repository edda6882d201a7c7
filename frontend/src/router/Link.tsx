/** A link within the board: keeps what is being looked at, and opens in a new tab when asked to. */
import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { goTo, hrefTo, useSearch } from "./location";
import type { Search } from "./search";

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  path: string;
  search?: Partial<Search>;
}

export function Link({ path, search, children, ...rest }: LinkProps) {
  const kept = { ...useSearch(), ...search };
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(path, kept);
  };
  return (
    <a href={hrefTo(path, kept)} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
