// On a small screen the fields of the filter are folded, so that what was found shows. It runs where it stands, before
// anything is painted; without it the fields are open.
{
  const fold = document.querySelector("details.fold");
  const small = matchMedia("(max-width: 40rem)");
  const follow = () => {
    fold.open = !small.matches;
  };
  small.addEventListener("change", follow);
  follow();
}
