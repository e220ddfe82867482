"""What every feature stands on: database, problems, pages, clock, journal. No business words in here."""
