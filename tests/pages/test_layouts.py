"""One article in many layouts: whatever stands around it, the same text, title and date are read.

The article, its country and its people are invented.
"""

import textwrap

import pytest

from truceline.pages import read_html, read_text

TITLE = "Rebels and army sign ceasefire for the northern provinces"
DECK = "A week of talks by the lake ends with a handshake, and with many questions open."
CAPTION = "Officers of both sides shake hands at the lakeside hotel in Nairobi on August 30, 2017."
LEDE = "The government of Orania and the Northern Front signed a ceasefire on Monday for the three northern provinces, mediators of the African Union said."
SECOND = "It takes effect at midnight on Thursday, under the text, and three hundred monitors will watch it. The rebels' chief, Amadou Keita, did not come."
THIRD = '"We have signed, now we must keep it," said the mediator, Festus Mogae. An earlier ceasefire, of 12 March 2015, broke down within a week.'
LAST = "More than 80,000 people have fled since January, the United Nations says."
BODY = [LEDE, SECOND, THIRD, LAST]
META = "<meta property='article:published_time' content='2017-09-04T10:00:00Z'>"


def blocks(article, *kinds):
    return [block.text for block in article.blocks if not kinds or block.kind in kinds]


# What stands above the body of a plain text, {t} its title and {d} its deck; the byline, the dateline
HEADS = {
    "sec+deck+by+date": ('The Harbour Post\nWORLD\n\n{t}\n\n{d}\n\nBy Lia Roux in Nairobi\nPublished 4 September 2017 18:22 BST\n\n', 'Lia Roux in Nairobi', None),
    "caps by": ('{t}\nBy LIA ROUX and PIOTR SAND\nSept. 4, 2017\n\n', 'LIA ROUX and PIOTR SAND', None),
    "sec pipe": ('Middle East | Orania\n{t}\nLia Roux, Correspondent\n4 Sep 2017\n', None, None),
    "masthead dash": ('HARBOUR POST — Monday, September 4, 2017 — World\n\n{t}\n\n', None, None),
    "suffix": ('{t} | The Harbour Post\n\n4 September 2017\n\n', None, None),
    "author label": ('{t}\n\nPublished: 2017-09-04 10:00\nAuthor: Lia Roux\n\n', 'Lia Roux', None),
    "markdown": ('# {t}\n\n*By Lia Roux*\n\n4 September 2017\n\n', 'Lia Roux', None),
    "labels": ('Headline: {t}\nDate: 4 September 2017\nSource: Harbour Post\nByline: Lia Roux\n\n', 'Lia Roux', None),
    "allafrica": ('{t}\n\nHarbour Post (Nairobi)\n4 SEPTEMBER 2017\n\n', None, None),
    "menus": ('Home\nWorld\nAfrica\n{t}\n{d}\n\nShare\nSave\nLia Roux\nin Nairobi\n4 September 2017\n', 'Lia Roux in Nairobi', None),
    "guardian": ('{t}\n\n{d}\n\nLia Roux in Nairobi and Piotr Sand\n\nMon 4 Sep 2017 14.05 BST\nLast modified on Tue 5 Sep 2017 09.00 BST\n\n', 'Lia Roux in Nairobi and Piotr Sand', None),
    "reuters order": ('{t}\n\nNAIROBI (Reuters), Sept 4, 2017 - ', None, 'NAIROBI'),
    "wire slash": ('{t}\n\nNAIROBI, Kenya, Sept. 4, 2017 /Gulf Wire/ -- ', None, 'NAIROBI, Kenya'),
    "mixed dl": ('{t}\n\nNairobi, 4 September 2017 – ', None, 'Nairobi'),
    "weekday date dl": ('{t}\n\nNAIROBI, Monday, September 4, 2017 (Harbour Post) — ', None, 'NAIROBI'),
    "press release": ('FOR IMMEDIATE RELEASE\n4 September 2017\n\n{t}\n\nNAIROBI – ', None, 'NAIROBI'),
    "all in parentheses": ('{t}\n(Harbour Post, September 4, 2017)\n\n', None, None),
    "by/date one line": ('{t}\n\nBy Lia Roux | September 4, 2017 | 6:02pm EDT\n\n', 'Lia Roux', None),
    "by dash date": ('{t}\n\nBy Lia Roux - September 4, 2017\n\n', 'Lia Roux', None),
    "live": ('BREAKING NEWS\n{t}\n04 Sep 2017\n', None, None),
    "kicker": ('Orania war\n\n{t}\n\n4 September 2017\n\n', None, None),
    "kicker colon": ('ANALYSIS\n\n{t}\n\nBy our diplomatic correspondent\n4 September 2017\n\n', 'our diplomatic correspondent', None),
    "url": ('https://harbourpost.example/world/2017/09/04/rebels\n\n{t}\n\n4 September 2017\n\n', None, None),
    "newsletter top": ('Sign up for our newsletter\nSubscribe now\n\n{t}\n\n4 September 2017\n\n', None, None),
    "two-line title": ('Rebels and army sign ceasefire\nfor the northern provinces\n\n4 September 2017\n\n', None, None),
    "masthead tag": ('HARBOUR POST\nIndependent news from the coast\n\n{t}\n\n4 September 2017\n\n', None, None),
    "masthead date pipe": ('The Harbour Post | Monday, September 4, 2017\n{t}\n', None, None),
    "dateline same line date": ('{t}\n\n4 September 2017 - ', None, None),
    "location date": ('{t}\n\nNairobi, September 4, 2017\n\n', None, None),
    "location caps": ('{t}\n\nNAIROBI\n\nSeptember 4, 2017\n\n', None, 'NAIROBI'),
}  # fmt: skip


@pytest.mark.parametrize("head, byline, dateline", HEADS.values(), ids=HEADS)
def test_title_date_byline_and_dateline_are_read_off_any_head(head, byline, dateline):
    article = read_text(head.replace("{t}", TITLE).replace("{d}", DECK) + "\n\n".join(BODY))
    assert article.title == TITLE
    assert article.published is not None
    assert article.published.value == "2017-09-04"
    assert blocks(article) == ([DECK] if "{d}" in head else []) + BODY
    assert (article.byline, article.dateline) == (byline, dateline)


# What stands below the body of a plain text and is no part of it
TAILS = [
    'Read more:\nLake ferries resume after storm\nPrice of maize doubles in a month',
    'READ MORE\n\nLake ferries resume after storm\n\nPolice fire on miners in Kitwe, killing nine.\n\nA court frees the editor.',
    'More from The Harbour Post\n\nPolice fired on striking miners in Kitwe on Sunday, killing nine of them and wounding forty.\n\nMiners shot dead in Kitwe\n\nThe government promises an inquiry.',
    'Most read\n1. Lake ferries resume after storm\n2. Nine miners shot dead\n3. Price of maize doubles',
    'Also in World\n\nKosovo votes to create an army\nStrikers clash with police in Lyon',
    'Related: Nine miners shot dead in Kitwe',
    'Related articles\nNine miners shot dead in Kitwe',
    'You may also like\n\nNine miners shot dead in Kitwe\n3 hours ago\n\nLake ferries resume after storm\nYesterday',
    "Lia Roux is the Harbour Post's correspondent in Nairobi. Follow her at @liaroux.",
    'Follow us on Twitter @harbourpost and on Facebook',
    'Additional reporting by Piotr Sand in Kitwe. Editing by Joan Mills.',
    '© 2017 The Harbour Post. Five hurt in Accra tram crash.',
    'Copyright 2017. Distributed by the Gulf Wire. All rights reserved.',
    'Comments (2)\n\nJoe: They will kill hundreds again, as in 2014.\n\nMary: The rebels took Kitwe last year.',
    "The Harbour Post newsletter: the day's news from the coast, in your inbox at six.",
    'Get the Harbour Post app for breaking news alerts.',
    'Topics: Orania, ceasefire, African Union',
    'This article was amended on 5 September 2017 to correct the number of monitors.',
    'Nine miners shot dead in Kitwe\nLake ferries resume after storm\nPrice of maize doubles',
    'Next: Nine miners shot dead in Kitwe',
    "More stories\n\nNine miners shot dead in Kitwe\nPolice opened fire on a crowd at the gates of the Nkana mine on Sunday, witnesses said, and nine men died.\n\nOrania's army denies a coup plot\nThe army of Orania on Sunday denied that its officers had planned to overthrow President Mwale.",
    'What to read next:\n- Nine miners shot dead in Kitwe\n- Lake ferries resume after storm',
    '--\nLia Roux\nNairobi bureau\nlia@harbourpost.example',
    'ENDS\n\nFor more information contact: Jane Doe, +254 700 000000, press@au.example',
    'Copyright © 2017 allWires. Distributed by allWires. To contact the publisher directly for corrections, click here.',
    'Tagged with: Orania\n\nShare this:\nTwitter\nFacebook\n\nLike this:\nLoading...',
    '(Reporting by Lia Roux, Nairobi newsroom; Editing by Joan Mills and Piotr Sand)',
    'Photo: Delegates shake hands in Nairobi. Credit: Lia Roux/Harbour Post',
    'Subscribe to The Harbour Post for $1 a week\nAlready a subscriber? Sign in',
    'Recommended for you\nby Taboola\nDoctors hate this trick',
    'Watch: How the war in Orania began',
    'See also: Who are the Northern Front?',
    'In other news\nNine miners were shot dead in Kitwe on Sunday.',
    'World in brief\n\nKITWE - Nine miners were shot dead on Sunday.\n\nLUSAKA - A court freed the editor of the Post.',
]  # fmt: skip

# What stands in the middle of a body and is no part of it
ASIDES = [
    'Read more: Nine miners shot dead in Kitwe',
    'Related\nNine miners shot dead in Kitwe\nLake ferries resume after storm',
    'ADVERTISEMENT',
    "Sign up for our newsletter to get the day's news",
    '[ Nine miners shot dead in Kitwe ]',
    'Story continues below',
    '► Nine miners shot dead in Kitwe',
    'Also read | Nine miners shot dead in Kitwe',
    'READ: Nine miners shot dead in Kitwe',
    'Image: Delegates shake hands in Nairobi on Monday. Pic: AP',
    '(Photo by Lia Roux)',
    "Don't miss: our guide to the war in Orania",
    'Most read\n\nNine miners shot dead in Kitwe\n\nPrice of maize doubles',
    'Twitter: @liaroux',
    "Watch the mediator's statement here:",
    'See: Nine miners shot dead in Kitwe',
]  # fmt: skip


@pytest.mark.parametrize("tail", TAILS, ids=[tail[:40] for tail in TAILS])
def test_what_follows_the_body_is_no_part_of_it(tail):
    article = read_text(f"{TITLE}\n\n4 September 2017\n\n" + "\n\n".join([*BODY, tail]))
    assert blocks(article) == BODY


@pytest.mark.parametrize("aside", ASIDES, ids=[aside[:40] for aside in ASIDES])
def test_what_interrupts_the_body_is_no_part_of_it_and_the_body_goes_on(aside):
    article = read_text(f"{TITLE}\n\n4 September 2017\n\n" + "\n\n".join([LEDE, SECOND, aside, THIRD, LAST]))
    assert blocks(article, "paragraph", "heading") == BODY


@pytest.mark.parametrize("heading", ["By the numbers", "Why did the last ceasefire fail?", "The displaced"])
def test_a_subheading_is_kept_as_a_heading(heading):
    article = read_text("\n\n".join([TITLE, "4 September 2017", LEDE, SECOND, heading, THIRD, LAST]))
    assert blocks(article, "heading") == [heading]


@pytest.mark.parametrize(
    "title",
    ["‘No more war’: rebels sign ceasefire", "Will the ceasefire hold?", "Army and rebels sign ceasefire."],
)
def test_a_title_may_quote_ask_or_end_with_a_full_stop(title):
    assert read_text("\n\n".join([title, "4 September 2017", *BODY])).title == title


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts or BODY)


def page(body, head=META, title=f"{TITLE} | The Harbour Post"):
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def article_of(inner):
    foot = "<footer>© 2017 The Harbour Post. Five hurt in Accra tram crash.</footer>"
    return page(
        f"<header><a href='/'>The Harbour Post</a></header><article><h1>{TITLE}</h1>{inner}</article>{foot}"
    )


def wrapped(text, end):
    return end.join(textwrap.wrap(text, 70))


def halves(between):
    return article_of(paragraphs(LEDE, SECOND) + between + paragraphs(THIRD, LAST))


PAGES = {
    "plain": article_of(paragraphs()),
    "deck h2": article_of(f"<h2>{DECK}</h2>{paragraphs()}"),
    "deck p class subtitle": article_of(f"<p class='article__subtitle'>{DECK}</p>{paragraphs()}"),
    "deck em": article_of(f"<p><em>{DECK}</em></p><p class='byline'>By Lia Roux</p>{paragraphs()}"),
    "byline p": article_of(f"<p>By Lia Roux</p><p>September 4, 2017</p>{paragraphs()}"),
    "byline span time": article_of(f"<div class='meta'><span>By Lia Roux</span> <time datetime='2017-09-04'>Sept 4</time> <span>3 min read</span></div>{paragraphs()}"),
    "fig thrice": article_of(f"<figure><img alt='x'><figcaption>{CAPTION} (Photo: A. Sand/Harbour Post)</figcaption></figure>"*3+paragraphs()),
    "fig mid": halves(f"<figure><img><figcaption><span class='caption'>{CAPTION}</span><span class='credit'>A. Sand/Harbour Post</span></figcaption></figure>"),
    "div caption": article_of(f"<div class='image'><img><div class='image-caption'>{CAPTION}</div><div class='photo-credit'>A. Sand</div></div>{paragraphs()}"),
    "small caption": article_of(f"<p><img><small>{CAPTION} Photo: A. Sand</small></p>{paragraphs()}"),
    "hero above h1": page(f"<main><figure><img><figcaption>{CAPTION}</figcaption></figure><h1>{TITLE}</h1>{paragraphs()}</main>"),
    "hero in header": page(f"<article><header><h1>{TITLE}</h1><figure><img><figcaption>{CAPTION}</figcaption></figure></header>{paragraphs()}</article>"),
    "related ul": halves("<ul class='related-links'><li><a href='/a'>Nine miners shot dead in Kitwe</a></li><li><a href='/b'>Lake ferries resume after storm</a></li></ul>"),
    "related plain ul": halves("<p>Related</p><ul><li><a href='/a'>Nine miners shot dead in Kitwe</a></li><li><a href='/b'>Lake ferries resume after storm</a></li></ul>"),
    "related nolinks": halves("<h4>Related stories</h4><p>Nine miners shot dead in Kitwe</p>"),
    "read more p": halves("<p>Read more: <a href='/x'>Nine miners shot dead in Kitwe</a></p>"),
    "tail section": article_of(paragraphs()+"<section><h2>More from World</h2><h3>Nine miners shot dead in Kitwe</h3><p>Police opened fire on Sunday at the gates of the mine, witnesses said.</p><h3>Kosovo votes to create an army</h3><p>Serbia called the vote a threat to peace in the region.</p></section>"),
    "tail divs outside": page(f"<div><h1>{TITLE}</h1><div>{paragraphs()}</div></div><div class='x'><div>Most popular</div><div>Seoul fires warning shots at patrol boat</div><div>Strikers clash with police in Lyon</div></div>"),
    "newsletter box": halves("<div class='box'><h3>The morning briefing</h3><p>Sign up for the day's news from the coast.</p><form><input><button>Sign up</button></form></div>"),
    "comments div": article_of(paragraphs())+"<div id='disqus_thread'><p>Joe: The rebels killed hundreds in Kitwe last year and will again.</p></div>",
    "comments plain": page(f"<article><h1>{TITLE}</h1>{paragraphs()}</article><div><h3>2 comments</h3><p>Joe</p><p>The rebels killed hundreds in Kitwe last year, and they will kill again. Mark my words.</p><p>Mary</p><p>The army burned down Kitwe. We saw it with our own eyes.</p></div>"),
    "ul in body": article_of(f"<p>{LEDE}</p><ul><li>{SECOND}</li><li>{THIRD}</li></ul><p>{LAST}</p>"),
    "blockquote": halves(f"<blockquote><p>{THIRD}</p></blockquote><p>{LAST}</p>"),
    "br br": article_of("<p>"+"<br><br>".join(BODY)+"</p>"),
    "br br div": page(f"<div id='c'><h1>{TITLE}</h1>"+"<br/><br/>".join(BODY)+"</div>"),
    "table layout": page(f"<table><tr><td><a href='/'>Home</a><br><a href='/w'>World</a></td><td><h1>{TITLE}</h1>{paragraphs()}</td></tr></table>"),
    "font soup": page(f"<center><font size=5><b>{TITLE}</b></font></center><font>"+"".join(f"<p>{p}" for p in BODY)+"</font>"),
    "no h1 og": page(f"<div class='headline'>{TITLE}</div><div>{paragraphs()}</div>",head=META+f'<meta property="og:title" content="{TITLE}">'),
    "upper hidden": page(f"<article><h1>{TITLE}</h1><div style='display:none'><p>Hidden text about a coup in Lagos that killed ten people on Sunday.</p></div>{paragraphs()}</article>"),
    "inline links": article_of("".join("<p>"+p.replace("ceasefire","<a href='/c'>ceasefire</a>").replace("United Nations","<a href='/un'>United Nations</a>")+"</p>" for p in BODY)),
    "ad p": halves("<div class='ad-slot'><p>Advertisement</p></div><p class='ad'>Buy cheap flights to Mombasa now.</p>"),
    "time p in head": page(f"<article><h1>{TITLE}</h1><p class='date'>Published 4 September 2017</p>{paragraphs()}</article>",head=''),
    "ld date": page(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>",head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2017-09-04"}</script>'),
    "time el": page(f"<article><h1>{TITLE}</h1><time datetime='2017-09-04T08:00'>4 Sep</time>{paragraphs()}</article>",head=''),
    "meta date": page(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>",head='<meta name="DC.date.issued" content="2017-09-04">'),
    "itemprop": page(f"<article><h1>{TITLE}</h1><span itemprop='datePublished' content='2017-09-04'>Monday</span>{paragraphs()}</article>",head=''),
    "dateline": page(f"<article><h1>{TITLE}</h1><p>NAIROBI, Sept 4, 2017 (Gulf Wire) - {LEDE}</p>"+"".join(f"<p>{p}</p>" for p in BODY[1:])+"</article>",head=''),
    "in url": page(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>",head='<link rel="canonical" href="https://h.example/2017/09/04/rebels">'),
    "title dash": page(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>",title=TITLE+" - World - The Harbour Post"),
    "h1 in link": page(f"<article><h1><a href='/a'>{TITLE}</a></h1>{paragraphs()}</article>"),
    "h1 span kicker": page(f"<article><h1><span class='kicker'>Orania</span> <span>{TITLE}</span></h1>{paragraphs()}</article>",head=META+f'<meta property="og:title" content="{TITLE}">'),
    "two h1": page(f"<h1>The Harbour Post</h1><article><h1>{TITLE}</h1>{paragraphs()}</article>"),
    "lede dup": article_of(f"<p class='lead'>{LEDE}</p><p>{LEDE}</p>"+"".join(f"<p>{p}</p>" for p in BODY[1:])),
    "footer p": page(f"<div class='main'><h1>{TITLE}</h1>{paragraphs()}<p>Get our newsletter. Five hurt in Accra tram crash.</p></div>"),
    "caption with alt dup": article_of(f"<p>{CAPTION}</p><figure><img><figcaption>{CAPTION}</figcaption></figure>{paragraphs()}"),
    "aside p in body": halves("<aside><p>Nine miners were shot dead by police in Kitwe on Sunday.</p></aside>"),
    "sidebar first": page(f"<div class='sidebar'><h3>Latest</h3><p><a href='/s'>Seoul fires warning shots at patrol boat</a></p><p>Two fishermen are missing after the incident in the Yellow Sea.</p></div><div class='content'><h1>{TITLE}</h1>{paragraphs()}</div>"),
    "breaking ticker": page(f"<div class='ticker'>BREAKING: Five hurt in Accra tram crash, police say.</div><article><h1>{TITLE}</h1>{paragraphs()}</article>"),
    "section w/o article p date": page(f"<section><h1>{TITLE}</h1><p>{DECK}</p><p>By <b>Lia Roux</b>, Nairobi</p><p>04 Sep 2017</p>{paragraphs()}</section>",head=''),
}  # fmt: skip

# How well-known publishers and publishing systems lay their pages out
SITES = {
    "br wrapped": article_of("<p>"+"</p><p>".join(wrapped(p, "<br>") for p in BODY)+"</p>"),
    "br wrapped all": page(f"<h1>{TITLE}</h1><div>"+"<br><br>".join(wrapped(p, "<br>\n") for p in BODY)+"</div>"),
    "pre": page(f"<h1>{TITLE}</h1><pre>"+"\n\n".join(wrapped(p, "\n") for p in BODY)+"</pre>"),
    "bbc": page(f"<main id='main-content'><article><header><h1 id='main-heading'>{TITLE}</h1></header><div data-component='byline-block'><span>By</span><span>Lia Roux</span><div>BBC News</div></div><div data-component='image-block'><figure><div><img></div><figcaption><span class='visually-hidden'>Image caption, </span><p>{CAPTION}</p></figcaption></figure></div>"+"".join(f"<div data-component='text-block'><div class='ssrcss-1'><p class='ssrcss-2'>{p}</p></div></div>" for p in BODY)+"<div data-component='topic-list'><h2>Related Topics</h2><ul><li><a href='/t'>Orania</a></li></ul></div><section data-component='links-block'><h2>More on this story</h2><ul><li><a href='/a'>Nine miners shot dead in Kitwe</a></li></ul></section></article></main>"),
    "guardian": page(f"<main><article><div data-gu-name='headline'><h1>{TITLE}</h1></div><div data-gu-name='standfirst'><div><p>{DECK}</p></div></div><div data-gu-name='media'><figure><picture></picture><figcaption><span>{CAPTION}</span> Photograph: A. Sand/AFP/Getty Images</figcaption></figure></div><div data-gu-name='meta'><a rel='author' href='/x'>Lia Roux</a> in Nairobi <details><summary>Mon 4 Sep 2017 14.05 BST</summary>Last modified on Tue 5 Sep 2017</details></div><div class='article-body-commercial-selector'><div id='maincontent'>"+paragraphs().replace('</p><p>','</p><figure><aside><span>Sign up to First Edition</span><p>Our morning email breaks down the key stories</p></aside></figure><p>',1)+"</div></div></article><section><h2>Most viewed</h2><ol><li><a href='/x'>Nine miners shot dead</a></li></ol></section></main>"),
    "aj": page(f"<main><header class='article-header'><h1>{TITLE}</h1><p class='article__subhead css-1'><em>{DECK}</em></p></header><figure class='article-featured-image'><div><img></div><figcaption>{CAPTION} [A. Sand/Al Jazeera]</figcaption></figure><div class='article-dates'><div class='date-simple'><span class='screen-reader-text'>Published On 4 Sep 2017</span><span aria-hidden='true'>4 Sep 2017</span></div></div><div class='wysiwyg wysiwyg--all-content'>{paragraphs()}<div class='more-on'><h2>Recommended Stories</h2><span class='screen-reader-text'>list of 4 items</span><ul><li><span>list 1 of 4</span><h3><a href='/x'>Nine miners shot dead in Kitwe</a></h3></li></ul></div></div></main>",head=''),
    "wp": page(f"<div id='page' class='hfeed site'><div id='content'><article id='post-12' class='post-12 post type-post status-publish format-standard hentry category-news tag-truce'><header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'>Posted on <time class='entry-date published' datetime='2017-09-04T10:00'>September 4, 2017</time> by <span class='author vcard'>Lia Roux</span></div></header><div class='entry-content'><div id='attachment_1' class='wp-caption alignnone'><img><p class='wp-caption-text'>{CAPTION}</p></div>{paragraphs()}<div class='sharedaddy'><h3 class='sd-title'>Share this:</h3><ul><li><a href='t'>Twitter</a></li></ul></div><div id='jp-relatedposts'><h3><em>Related</em></h3></div></div><footer class='entry-footer'>Posted in News</footer></article><nav class='post-navigation'>Previous: Nine miners shot dead in Kitwe</nav><div id='comments' class='comments-area'><h2>2 thoughts on “{TITLE}”</h2><ol class='comment-list'><li><p>They killed hundreds in Kitwe and will kill again. I saw it with my own eyes.</p></li></ol></div></div><div id='secondary' class='widget-area'><section class='widget'><h2>Recent Posts</h2><ul><li><a href='/x'>Nine miners shot dead in Kitwe</a></li></ul></section></div></div>",head=''),
    "ap": page(f"<div class='Page-content'><h1 class='Page-headline'>{TITLE}</h1><div class='Page-actions'>Share</div><div class='CarouselOverlay-info'><span class='CarouselSlide-infoDescription'><p>{CAPTION} (AP Photo/A. Sand)</p></span></div><div class='Page-byline'>By <a href='/x'>LIA ROUX</a><div class='Page-dateModified'>Updated 6:02 PM UTC, September 4, 2017</div></div><div class='RichTextStoryBody RichTextBody'><p>NAIROBI, Kenya (AP) — {LEDE}</p>"+"".join(f"<p>{p}</p>" for p in BODY[1:])+"<p>___</p><p>Associated Press writer Piotr Sand in Kitwe contributed to this report.</p></div></div>",head=''),
    "reuters": page(f"<article><header><h1 data-testid='Heading'>{TITLE}</h1><div data-testid='AuthorNameLink'>By Lia Roux</div><time datetime='2017-09-04T10:00:00Z'><span>September 4, 2017</span><span>6:02 PM UTC</span><span>Updated 6 years ago</span></time></header><div data-testid='primary-image'><figure><div><img></div><p data-testid='caption'>{CAPTION} REUTERS/A. Sand <a href='/l'>Purchase Licensing Rights</a></p></figure></div><div class='article-body__content__17Yit'><div data-testid='paragraph-0'>NAIROBI, Sept 4 (Reuters) - {LEDE}</div>"+"".join(f"<div data-testid='paragraph-{i}'>{p}</div>" for i,p in enumerate(BODY[1:], 1))+"<p data-testid='SignOff'>Reporting by Lia Roux; Editing by Joan Mills</p><p>Our Standards: The Thomson Reuters Trust Principles.</p></div></article>",head=''),
    "un": page(f"<div class='node'><div class='field--name-title'><h1>{TITLE}</h1></div><span class='views-field-field-news-date'><time datetime='2017-09-04T12:00:00-04:00'>4 September 2017</time></span><div class='field--name-body'>{paragraphs()}</div><div class='views-element-container'><h2>Related Stories</h2><div><a href='/x'>Nine miners shot dead in Kitwe</a></div></div></div>",head=''),
    "reliefweb": page(f"<article class='rw-report'><header><h1>{TITLE}</h1><footer><dl class='rw-entity-meta'><dt>Format</dt><dd>News and Press Release</dd><dt>Source</dt><dd>UN</dd><dt>Posted</dt><dd><time datetime='2017-09-04T00:00:00+00:00'>4 Sep 2017</time></dd></dl></footer></header><div class='rw-report__content'>{paragraphs()}</div><section><h2>Related Content</h2><article><h3><a href='/x'>Nine miners shot dead in Kitwe</a></h3><p>A summary of another report that stands here with one whole sentence.</p></article></section></article>",head=''),
}  # fmt: skip


@pytest.mark.parametrize("html", (PAGES | SITES).values(), ids=PAGES | SITES)
def test_an_article_is_read_off_any_layout_of_html(html):
    article = read_html(html)
    assert article.title == TITLE
    assert article.published is not None
    assert article.published.value == "2017-09-04"
    assert blocks(article, "paragraph", "heading") == BODY
    assert blocks(article, "deck") == ([DECK] if DECK in html else [])
    assert blocks(article, "caption") == ([CAPTION] if CAPTION in html else [])


def test_subheadings_of_a_page_are_headings():
    article = read_html(halves("<h2>What the text says</h2>"))
    assert blocks(article, "heading") == ["What the text says"]


SERIES = [
    (
        "Northern Relief Cluster\n\nSITUATION UPDATE No. 14 | Lake Provinces",
        "SITUATION UPDATE No. 14 | Lake Provinces",
    ),
    ("RELIEF COORDINATION – ORANIA\n\nOrania Weekly Round-up, No. 3", "Orania Weekly Round-up, No. 3"),
    (
        "Maize & Millet\nNotes from the lake\n\nA guerrilla keeps his word, so far",
        "A guerrilla keeps his word, so far",
    ),
]


@pytest.mark.parametrize("head, title", SERIES, ids=[title for _, title in SERIES])
def test_the_name_of_a_publisher_and_its_motto_are_no_title(head, title):
    assert read_text("\n\n".join([head, "4 September 2017", *BODY])).title == title


def test_a_period_is_no_date_of_publication_and_a_labelled_date_is():
    head = f"{TITLE}\n\nReporting period: 18 to 25 August 2017\nIssued: 4 September 2017"
    article = read_text("\n\n".join([head, *BODY]))
    assert article.published is not None
    assert article.published.value == "2017-09-04"


def test_a_notice_that_the_page_is_closed_dates_it():
    notice = "This page is no longer being updated. Last updated 23.40, Monday 4 September 2017"
    article = read_text("\n\n".join([TITLE, notice, *BODY]))
    assert article.published is not None
    assert article.published.value == "2017-09-04"
    assert blocks(article) == BODY


def test_a_row_of_names_with_wide_gaps_is_a_menu():
    article = read_text("\n\n".join(["Home   Archive   Maps   Shop", TITLE, "4 September 2017", *BODY]))
    assert (article.title, blocks(article)) == (TITLE, BODY)


def test_the_names_of_speakers_are_no_datelines():
    spoken = [
        "HARBOUR POST: Was it as friendly as the pictures suggest, or did they only smile?",
        f"MOGAE: {SECOND}",
    ]
    article = read_text("\n\n".join([TITLE, "4 September 2017", LEDE, *spoken, LAST]))
    assert article.dateline is None
    assert blocks(article) == [LEDE, *spoken, LAST]


def test_a_note_that_opens_with_the_author_s_name_is_set_aside():
    note = "Lia Roux covered the war in Orania for this newspaper and is working on a memoir."
    article = read_text("\n\n".join([TITLE, "Words: Lia Roux", "4 September 2017", *BODY, note]))
    assert (article.byline, blocks(article)) == ("Lia Roux", BODY)


@pytest.mark.parametrize("name", ["inset", "x1", "col-4"])
def test_a_box_that_opens_with_a_teaser_s_head_goes_as_a_whole(name):
    box = "<b>ELSEWHERE</b><br>Nine miners shot dead in Kitwe<br>Police fired on a crowd at the gates of the mine, witnesses said."
    article = read_html(
        halves(f"<div class='{name}'><b>READ NEXT</b><p>Ten killed in Lagos.</p></div><div>{box}</div>")
    )
    assert blocks(article) == BODY


def test_entries_of_a_live_page_keep_their_headings():
    entries = "".join(
        f"<div class='post'><span>1{i}:00</span><h3>Entry {i}</h3><p>{p}</p></div>"
        for i, p in enumerate(BODY)
    )
    article = read_html(page(f"<div role='main'><h1>{TITLE}</h1>{entries}</div>"))
    assert blocks(article, "paragraph") == BODY
    assert blocks(article, "heading") == [f"Entry {i}" for i in range(4)]


def test_the_days_of_a_chronology_are_headings_and_do_not_date_it():
    days = ["3 May 2011", LEDE, "5 May 2011", SECOND, "9 June 2012", THIRD]
    article = read_text("\n\n".join(["How the war in Orania began", *days]))
    assert article.published is None
    assert blocks(article) == days


def test_the_date_of_a_teaser_does_not_make_a_chronology():
    article = read_text(
        "\n\n".join([TITLE, "4 September 2017", *BODY, "Also in World", "Miners shot", "3 September 2017"])
    )
    assert article.published is not None
    assert (article.published.value, blocks(article)) == ("2017-09-04", BODY)


def test_a_genre_before_the_title_is_part_of_it_and_below_it_a_link():
    title = "Explainer: what is in the Orania ceasefire?"
    article = read_text(
        "\n\n".join([title, "4 September 2017", LEDE, SECOND, "Opinion: no more wars", THIRD, LAST])
    )
    assert (article.title, blocks(article)) == (title, BODY)
