namespace TypedTasks.Hosting.Tests;

/// <summary>
/// A place in a flow for the step that goes wrong, and what docs/semantics.md says of it. Lists of labels name the steps that
/// run, each once; what is not named must not run.
/// </summary>
/// <param name="Name">The place.</param>
/// <param name="Flow">The flow around the step.</param>
internal sealed record Position(string Name, Func<Bad, ISignature<Amount>> Flow)
{
    /// <summary>What runs whatever becomes of the step.</summary>
    public string Runs { get; init; } = "";

    /// <summary>What the flow yields although the step fails; null where it fails.</summary>
    public int? Yields { get; init; }

    /// <summary>What runs, beside the rest, when the step has failed.</summary>
    public string OnFailure { get; init; } = "";

    /// <summary>What runs, beside the rest, when the step has come to a good end although its flow was cancelled.</summary>
    public string OnGoodEnd { get; init; } = "";

    /// <summary>What the flow fails with whatever the step fails with; null where it is the failure of the step.</summary>
    public string? FailsWith { get; init; }

    /// <summary>How many failures of the step lie in the failure of the flow.</summary>
    public int Inner { get; init; }

    /// <summary>What is undone unless the flow succeeds, in this order.</summary>
    public string Undoes { get; init; } = "";

    /// <summary>How many messages lie in the broker for later when the step has gone wrong.</summary>
    public int Scheduled { get; init; }

    /// <summary>How many steps go wrong at most; the first may stop the others.</summary>
    public int Most { get; init; } = 1;

    /// <summary>Whether the step lies in a side branch or a compensation, which a cancelled flow does not stop.</summary>
    public bool IsAside { get; init; }

    /// <summary>Whether the step is a compensation, so that the flow ends when it has.</summary>
    public bool IsCompensation { get; init; }

    /// <summary>Whether the flow is cancelled before the step starts.</summary>
    public bool IsCancelledFirst { get; init; }

    /// <summary>Whether the scope of the step ends before the step can start.</summary>
    public bool IsStoppedFirst { get; init; }

    /// <summary>Whether the scope of the step ends after half a minute.</summary>
    public bool IsStoppedSoon { get; init; }

    /// <summary>Whether the flow goes on for long when the step has failed.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether a step goes on for long although it was told to stop.</summary>
    public bool DoesNotStop { get; init; }

    /// <summary>Whether the step must be a single call without scopes.</summary>
    public bool TakesBareSteps { get; init; }
}
