namespace TypedTasks;

/// <summary>Which flows; what is not given does not restrict.</summary>
public sealed record FlowFilter
{
    /// <summary>Flows in one of these states; none means all.</summary>
    public IReadOnlyCollection<FlowState> States { get; init; } = [];

    /// <summary>Flows of this name, as <c>Named(…)</c> gave it.</summary>
    public string? Name { get; init; }

    /// <summary>Flows whose plan has a step of this task, by the name on the wire.</summary>
    public string? Task { get; init; }

    /// <summary>Flows whose id or name begins with this text, to the letter.</summary>
    public string? Prefix { get; init; }

    /// <summary>Flows of which a step has this header (<c>WithHeader</c>), to the letter. None is found where values are protected: headers are hidden then.</summary>
    public KeyValuePair<string, string>? Header { get; init; }

    /// <summary>Flows that stand failed by this kind of failure (<see cref="FailureKind.Fingerprint"/>).</summary>
    public string? Failure { get; init; }

    /// <summary>Only flows that are quiet (<see cref="FlowSummary.QuietSince"/>).</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Only flows that run longer than they were expected to (<c>Expect(within)</c>).</summary>
    public bool IsLate { get; init; }

    /// <summary>Flows accepted at this time or later.</summary>
    public DateTimeOffset? AcceptedFrom { get; init; }

    /// <summary>Flows accepted before this time.</summary>
    public DateTimeOffset? AcceptedBefore { get; init; }

    /// <summary>Flows that have ended, and before this time.</summary>
    public DateTimeOffset? EndedBefore { get; init; }
}
