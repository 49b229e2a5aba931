using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Dispatch;

/// <summary>What becomes of a message whose task has not ended when its worker stops.</summary>
internal static class HandBack
{
    /// <summary>It is sent on, without delay. In a line it stays where it stands: whatever is sent goes to the end, and others would overtake it.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="hasStart">Whether a rate limit has given it its start.</param>
    /// <param name="now">Now.</param>
    public static Conclusion Of(IDelivery delivery, bool hasStart, DateTimeOffset now) => delivery.Message.OrderingKey is null
        ? new Conclusion.SendOn(SentOn.HandedBack(delivery, hasStart, now))
        : Conclusion.GiveBack.HandedBack;
}
