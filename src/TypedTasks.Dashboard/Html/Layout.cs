namespace TypedTasks.Dashboard.Html;

/// <summary>What every page has around its content.</summary>
internal static class Layout
{
    private static readonly (string Path, string Title)[] Places =
    [
        ("", "Overview"), ("flows", "Flows"), ("tasks", "Tasks"), ("queues", "Queues"), ("schedules", "Schedules"), ("waits", "Waiting for people"), ("workers", "Workers"), ("actions", "Actions"),
    ];

    /// <summary>Writes a page.</summary>
    /// <param name="page">Where it goes.</param>
    /// <param name="frame">What is around the content.</param>
    /// <param name="content">The content of main.</param>
    public static void Write(Markup page, Frame frame, Action<Markup> content)
    {
        page.Write($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{frame.Title} – {frame.Name}</title><link rel="stylesheet" href="{frame.Root.To(Asset.Style)}"><link rel="icon" href="{frame.Root.To(Asset.Icon)}"><script type="module" src="{frame.Root.To(Asset.Script)}"></script></head>
            <body><a class="skip" href="#main">To the content</a>
            <header class="top"><a class="brand" href="{frame.Root.To("")}">{frame.Name}</a><nav aria-label="Pages"><ul>
            """);
        foreach (var (path, title) in Places)
        {
            if (path == frame.Place)
                page.Write($"""<li><a href="{frame.Root.To(path)}" aria-current="page">{title}</a></li>""");
            else
                page.Write($"""<li><a href="{frame.Root.To(path)}">{title}</a></li>""");
        }

        page.Write($"</ul></nav>");
        if (frame.Stores.Count > 0)
            page.Write($"""<nav class="stores" aria-label="Stores"><ul>{Parts.Links(frame.Stores.Select(s => (s.Title, frame.Root.To(s.Path), s.IsCurrent)))}</ul></nav>""");
        page.Write($"""<p class="who">{frame.User}{(frame.MayOperate ? "" : " · may read")} <span id="live" role="status"></span></p></header><main id="main" tabindex="-1">""");
        if (frame.Said is { } said)
        {
            if (said.IsGood)
                page.Write($"""<p class="said" role="status">{said.Text}</p>""");
            else
                page.Write($"""<p class="said bad" role="alert">{said.Text}</p>""");
        }

        content(page);
        page.Write($"""</main><footer><p>Times are shown in your zone where scripts run (<span data-zone>UTC</span>), and in UTC otherwise. This page was made at {Words.Time(frame.Now)}.</p></footer></body></html>""");
    }
}
