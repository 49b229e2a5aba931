using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>A run of a step that goes on no longer.</summary>
/// <param name="Place">The step.</param>
/// <param name="Run">Which run of it.</param>
internal sealed record EndedStep(Place Place, long Run)
{
    private const int MostDeferrals = (1 << 24) - 1;
    private const int MostSentOn = (1 << 10) - 1;
    private const int MostDeliveries = (1 << 10) - 1;

    /// <summary>Numbers runs so that whoever has the message now comes after all who had it before.</summary>
    public static long Number(Envelope envelope, int sentOn, int deliveryCount) =>
        ((long)envelope.Attempt << 44) + ((long)Math.Min(envelope.Deferrals, MostDeferrals) << 20)
        + ((long)Math.Min(sentOn, MostSentOn) << 10) + Math.Min(deliveryCount, MostDeliveries);

    /// <summary>Whether the message of a run was delivered before, so that an earlier run may still be under way somewhere. Of a lost message nothing is: its run is above all deliveries.</summary>
    public static bool HasEarlier(long run) => (run & ((1 << 20) - 1)) is not 0 and var before && (before & MostDeliveries) != MostDeliveries;
}
