using TypedTasks.Transport;

namespace TypedTasks.Transports.Tests;

internal static class ReceiverExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Takes the next message, which must come.</summary>
    public static async Task<IDelivery> NextAsync(this IReceiver receiver)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await receiver.ReceiveAsync(limit.Token) ?? throw new InvalidOperationException("The receiver was stopped.");
    }

    /// <summary>Sees that nothing comes for a while.</summary>
    public static async Task AssertNothingAsync(this IReceiver receiver)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await receiver.ReceiveAsync(limit.Token));
    }
}
