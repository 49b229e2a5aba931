using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class ReceiverSteps
{
    public static async Task<IDelivery> NextAsync(this IReceiver receiver)
    {
        var delivery = await receiver.ReceiveAsync(CancellationToken.None);
        return delivery ?? throw new ContractViolationException("The receiver yields null and was not stopped.");
    }

    public static async Task<List<IDelivery>> NextAsync(this IReceiver receiver, int count)
    {
        List<IDelivery> deliveries = [];
        while (deliveries.Count < count)
            deliveries.Add(await receiver.NextAsync());
        return deliveries;
    }
}
