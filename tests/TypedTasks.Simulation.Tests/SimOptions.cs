namespace TypedTasks.Simulation.Tests;

/// <summary>What one run is made of: the same options are the same history.</summary>
/// <param name="Seed">The source of all chance.</param>
internal sealed record SimOptions(int Seed)
{
    public static readonly IReadOnlySet<Fault> AllFaults = new HashSet<Fault>(Enum.GetValues<Fault>());

    /// <summary>What may go wrong.</summary>
    public IReadOnlySet<Fault> Faults { get; init; } = AllFaults;

    /// <summary>The most steps that the plan has; null for what the seed says.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Whether steps have ordering keys.</summary>
    public bool HasLines { get; init; } = Seed % 5 is 3 or 4;

    /// <summary>Whether somebody operates the flow (retries it, replays dead letters, purges), others compete for its key, and its machines are maintained.</summary>
    public bool HasOperator { get; init; } = Seed % 3 == 1;

    /// <summary>Whether hand-offs are recorded, and the broker loses what it has. Not where steps have ordering keys: what is sent again comes last in its line.</summary>
    public bool RecordsHandOffs { get; init; } = Seed % 5 is 0 or 1 or 2 && Seed % 4 == 2;

    /// <summary>Whether the flow runs in turn with others.</summary>
    public bool HasTurns { get; init; } = Seed % 7 == 5;

    /// <summary>Whether the flow waits for what people outside of it say.</summary>
    public bool HasWaits { get; init; } = Seed % 4 == 1 || Seed % 20 == 2;

    /// <summary>Whether three workers, whose clocks are up to a minute off, start flows by a schedule. Not where the broker loses all: who is to notice looks at the flow under test.</summary>
    public bool HasSchedule { get; init; } = Seed % 11 == 6 && !(Seed % 5 is 0 or 1 or 2 && Seed % 4 == 2);

    /// <summary>Whether the history is written down.</summary>
    public bool Traces { get; init; }

    /// <summary>Makes what is broken on purpose, or null.</summary>
    public Func<DeliberateFault>? Broken { get; init; }
}
