using System.Runtime.CompilerServices;

namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

/// <summary>A change between two versions, what the rules say of it, and what becomes of messages in flight.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="Reports">The rules that speak, or none, such as <c>TT4003 TT4006</c>.</param>
/// <param name="Before">Types and tasks of version 1.</param>
/// <param name="After">The same of version 2.</param>
/// <param name="Flow">What version 1 enqueues: a flow that yields a text, whose last steps wait until version 2 is there.</param>
internal sealed record ContractChange(string Name, string Reports, string Before, string After, string Flow)
{
    /// <summary>Instead of a flow: a plan as another language writes it.</summary>
    public string? Plan { get; init; }

    /// <summary>What the page of TT4001 calls it, where it is in the table there.</summary>
    public string? Row { get; init; }

    /// <summary>Null: version 2 yields what version 1 would have. Else the reason in the dead-letter queue, or <see cref="Otherwise"/>.</summary>
    public string? Breaks { get; init; }

    /// <summary>What the failure says, or what the flow yields instead.</summary>
    public string Says { get; init; } = "";

    /// <summary>A line of TaskContracts.txt that takes the place of what version 1 recorded of <c>work.show</c>.</summary>
    public string? Line { get; init; }

    public const string Otherwise = nameof(Otherwise);

    public const string Unreadable = nameof(Unreadable);

    /// <summary>A change of the text.</summary>
    public static ContractChange Of(string name, string reports, string before, string old, string now, string flow, [CallerLineNumber] int line = 0)
    {
        Assert.True(before.Contains(old, StringComparison.Ordinal), $"Line {line}: there is no '{old}' to change.");
        return new(name, reports, before, before.Replace(old, now, StringComparison.Ordinal), flow);
    }

    public override string ToString() => Name;
}
