// Towards where there is room: a menu opens up in the lower half of the page, and to the right in its left half.
export function towards(opener) {
  const place = opener.getBoundingClientRect();
  return [place.bottom > innerHeight / 2 && "up", place.left < innerWidth / 2 && "rightwards"].filter(Boolean).join(" ");
}
