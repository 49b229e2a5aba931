using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>The step that goes wrong, with an error branch of its own or without.</summary>
internal sealed record Bad(Fault Fault, bool IsWatched)
{
    public static Amount Amount => new() { Number = Ledger.Bad };

    /// <summary>With its input.</summary>
    public ISignature<Amount> Call() => IsWatched ? Fault.Step(Amount).OnError(SawStepFail()) : Fault.Step(Amount);

    /// <summary>Waiting for its input.</summary>
    public ISignature<Amount, Amount> Step() => IsWatched ? Bare().OnError(SawStepFail()) : Bare();

    public ISignature<Amount, Amount> Bare() => Fault.Step();
}
