namespace TypedTasks.Dashboard.Html;

/// <summary>What the frame of a page shows.</summary>
internal sealed record Frame(Root Root, string Place, string Title)
{
    /// <summary>What the dashboard calls itself.</summary>
    public required string Name { get; init; }

    /// <summary>Who looks; null where nobody is signed in.</summary>
    public required string? User { get; init; }

    /// <summary>Whether that one may change something: only then are there buttons.</summary>
    public required bool MayOperate { get; init; }

    /// <summary>The dashboards of the application; none where there is but this one.</summary>
    public required IReadOnlyList<StoreLink> Stores { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What has become of the action before.</summary>
    public Said? Said { get; init; }
}
