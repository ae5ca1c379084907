"""Icons of our own drawing, 24 × 24, one stroke width. Words always stand beside them."""

ICONS = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>',
    "phone": '<path d="M5 3h4l1.5 5L8 9.5a13 13 0 0 0 6.5 6.500L16 13.500l5 1.5v4a2 2 0 0 1-2 2'
    'A16 16 0 0 1 3 5a2 2 0 0 1 2-2z"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-4.5 3.5-7 8-7s7.5 2.5 8 7"/>',
    "inbox": '<path d="M3 13 6 4h12l3 9v7H3zM3 13h5l1.5 3h5l1.5-3h5"/>',
    "call": '<path d="M4 12a8 8 0 0 1 16 0M4 12v5h3v-5zM20 12v5h-3v-5zM20 17c0 3-3 4-6 4"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2 20c.5-4 3-6 7-6s6.5 2 7 6M15 5a3.5 '
    '3.5 0 0 1 1 6.800M18.5 14.500c2 .8 3.2 2.7 3.5 5.5"/>',
    "chart": '<path d="M4 20V10M10 20V4M16 20v-7M21 20H2"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "book": '<path d="M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2z'
    'M12 6v14"/>',
    "gear": '<circle cx="12" cy="12" r="3"/><path d="M12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8'
    'M16.2 16.2 19 19M19 5l-2.8 2.800M7.8 16.2 5 19"/>',
    "house": '<path d="M3 11 12 4l9 7M6 9v11h12V9"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
    "camera": '<path d="M3 8h4l2-3h6l2 3h4v12H3z"/><circle cx="12" cy="13.5" r="3.5"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"/>',
    "eye": '<path d="M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "keyboard": '<path d="M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10"/>',
    "shield": '<path d="M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6z"/>',
    "list": '<path d="M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01"/>',
    "out": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
}
