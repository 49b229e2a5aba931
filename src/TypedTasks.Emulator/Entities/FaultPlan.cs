using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>What is to go wrong in one entity, and how often still.</summary>
internal sealed class FaultPlan
{
    /// <summary>What a throttled sender hears.</summary>
    private static readonly AmqpError Throttled = new(
        ErrorCondition.ServerBusy,
        "The request was terminated because the entity is being throttled. Error code : 50009. Please wait 2 seconds and try again.");

    private int refusals;
    private int lostAnswers;
    private int lostSettlements;
    private int delays;
    private long delayMilliseconds;
    private int repetitions;

    public void Refuse(int sends) => refusals = sends;

    public void LoseAnswers(int settlements) => lostAnswers = settlements;

    public void LoseSettlements(int settlements) => lostSettlements = settlements;

    public void Delay(int settlements, TimeSpan delay) => (delays, delayMilliseconds) = (settlements, (long)delay.TotalMilliseconds);

    public void Repeat(int deliveries) => repetitions = deliveries;

    public AmqpError? Refusal() => Take(ref refusals) ? Throttled : null;

    public bool TakeLostSettlement() => Take(ref lostSettlements);

    /// <summary>By how many milliseconds the next settlement comes late; null if it does not.</summary>
    public long? TakeDelay() => Take(ref delays) ? delayMilliseconds : null;

    public bool TakeLostAnswer() => Take(ref lostAnswers);

    public bool TakeRepetition() => Take(ref repetitions);

    private static bool Take(ref int left)
    {
        if (left == 0)
            return false;
        left--;
        return true;
    }
}
