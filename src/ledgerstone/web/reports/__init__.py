"""What the report page shows, made of records: plain values for the templates, every text as it is safe to look at.

windows.py    a long text cut into windows, each small enough for one page
laid_out.py   the text of a window as paragraphs of runs, with the claims that cover them
cards.py      a claim as a card: what it says, who said it, what was decided
reasons.py    the reasons that one key gives
fields.py     the form by which a claim is corrected or added
originals.py  the original as pictures or plain text, made in a confined process
"""
