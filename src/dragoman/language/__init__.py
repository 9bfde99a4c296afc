"""Clean text becomes annotated text: sentences, actors, dates, amounts, speakers."""
