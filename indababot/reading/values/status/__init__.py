"""Where a submission is on its way: the edition's rules, and the texts and templates of the page that tell it."""
