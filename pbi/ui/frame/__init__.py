"""What is around every page: menu, filters, search, notices; and what a page says where there is nothing."""
