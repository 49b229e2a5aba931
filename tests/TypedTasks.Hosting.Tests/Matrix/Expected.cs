namespace TypedTasks.Hosting.Tests;

/// <summary>How a flow ends in which a step goes wrong: what docs/semantics.md says, without the engine.</summary>
internal sealed record Expected(Position Position, Fault Fault, Sides Sides)
{
    /// <summary>Whether the step fails: nothing cancels it, and nothing else ends its scope before it can.</summary>
    public bool StepFails => !Fault.IsCancellation() && !IsStopped;

    /// <summary>Whether its scope has ended, for another reason than cancellation of the flow, before the step has.</summary>
    public bool IsStopped => Position.IsStoppedFirst || (Position.IsStoppedSoon && Fault.IsSlow());

    /// <summary>Whether the step comes to a good end, because what cancels its flow does not reach it.</summary>
    public bool StepSucceeds => Fault.IsCancellation() && Position.IsAside;

    public FlowState State
    {
        get
        {
            if (Position.IsCancelledFirst)
                return StepFails ? FlowState.Failed : FlowState.Cancelled;
            if (Fault.IsCancellation() && !Position.IsAside && !Position.IsStoppedFirst)
                return FlowState.Cancelled;
            return Position.Yields is null ? FlowState.Failed : FlowState.Succeeded;
        }
    }

    public string FailureType =>
        Position.IsStoppedSoon && !IsStopped ? Fault.FailureType() : Position.FailsWith ?? Fault.FailureType();

    /// <summary>The labels of what runs, in the order of the alphabet.</summary>
    public string Runs
    {
        get
        {
            var goesOn = Position.IsStoppedSoon ? !Fault.IsCancellation() : StepFails;
            var runs = $"{Position.Runs} {(goesOn ? Position.OnFailure : "")} {(StepSucceeds ? Position.OnGoodEnd : "")}";
            return string.Join(' ', runs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The labels of what is undone, in order.</summary>
    public string Undoes => State == FlowState.Succeeded ? "" : Position.Undoes;

    /// <summary>Cancellation is no failure, even where a compensation of it fails.</summary>
    public int FlowErrors => Sides != Sides.None && State == FlowState.Failed && !Position.IsCancelledFirst ? 1 : 0;

    public int FlowSuccesses => Sides != Sides.None && State == FlowState.Succeeded ? 1 : 0;

    /// <summary>Whether the broker holds another attempt of the step ten minutes after the start.</summary>
    public bool HasRetry => Fault == Fault.IsCancelledBetweenAttempts && !Position.IsStoppedFirst;

    public bool StepErrors => Sides == Sides.OfFlowAndStep && StepFails;

    /// <summary>Whether something has yet to come ten minutes after the start, when the step has gone wrong.</summary>
    public bool EndsLate => Position.DoesNotStop || (Position.Waits && StepFails) || (Position.IsCompensation && StepSucceeds);
}
