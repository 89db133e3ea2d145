"""Speed, accuracy and coverage of the estimators."""
