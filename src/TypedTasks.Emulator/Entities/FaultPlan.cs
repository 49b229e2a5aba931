using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>What is to go wrong in one entity, and how often still.</summary>
internal sealed class FaultPlan
{
    /// <summary>What a throttled sender hears.</summary>
    private static readonly AmqpError Throttled = new(
        ErrorCondition.ServerBusy,
        "The request was terminated because the entity is being throttled. Error code : 50009. Please wait 2 seconds and try again.");

    private int _refusals;
    private int _lostAnswers;
    private int _lostSettlements;
    private int _delays;
    private long _delayMilliseconds;
    private int _repetitions;

    public void Refuse(int sends) => _refusals = sends;

    public void LoseAnswers(int settlements) => _lostAnswers = settlements;

    public void LoseSettlements(int settlements) => _lostSettlements = settlements;

    public void Delay(int settlements, TimeSpan delay) => (_delays, _delayMilliseconds) = (settlements, (long)delay.TotalMilliseconds);

    public void Repeat(int deliveries) => _repetitions = deliveries;

    public AmqpError? Refusal() => Take(ref _refusals) ? Throttled : null;

    public bool TakeLostSettlement() => Take(ref _lostSettlements);

    /// <summary>By how many milliseconds the next settlement comes late; null if it does not.</summary>
    public long? TakeDelay() => Take(ref _delays) ? _delayMilliseconds : null;

    public bool TakeLostAnswer() => Take(ref _lostAnswers);

    public bool TakeRepetition() => Take(ref _repetitions);

    private static bool Take(ref int left)
    {
        if (left == 0) return false;
        left--;
        return true;
    }
}
