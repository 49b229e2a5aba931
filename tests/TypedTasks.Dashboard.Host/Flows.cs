using static TypedTasks.Dashboard.Host.Orders.Tasks;

namespace TypedTasks.Dashboard.Host;

/// <summary>Flows in every state that there is to see.</summary>
internal static class Flows
{
    public static async Task StartAsync(ITaskClient client)
    {
        await (await client.EnqueueAsync(Fulfil(NewOrder("17", 3)).Named("Order 17"))).WaitAsync();
        await WaitForFailureAsync(client, await client.EnqueueAsync(Fulfil(NewOrder("30", 30)).Named("Order 30").WithId("order-30")));
        await WaitForFailureAsync(client, await client.EnqueueAsync(FulfilOrUndo(NewOrder("32", 30)).Named("Order 32").WithId("undone")));
        await WaitForFailureAsync(client, await client.EnqueueAsync(Fulfil(NewOrder("31", 30)).Named("<script>window.hit=1</script>\u202Eevil\" onload=\"window.hit=1").WithHeader("tenant", "\"><img src=x onerror=window.hit=1>").WithId("hostile")));
        await (await client.EnqueueAsync((Items(NewOrder("big", 400)) | Pack().Each().Settled() | Sum()).Named("Pack 400").WithId("pack"))).WaitAsync();
        _ = await client.EnqueueAsync((Wait.For(Orders.Approval).Within(TimeSpan.FromDays(3)) | Decide()).Named("Approve 18").WithId("approve"));
        _ = await client.EnqueueAsync(Audit().Named("Audit").WithId("audit"));
    }

    private static ISignature<Unit> Fulfil(Order order) =>
        Validate(order) | (Charge(), Reserve()) | Ship() | Mail();

    private static ISignature<Unit> FulfilOrUndo(Order order) =>
        Validate(order) | (Charge().CompensateWith(Refund()), Reserve()) | Ship() | Mail();

    private static Order NewOrder(string id, int items) => new(id, 100 * items, [.. Enumerable.Range(1, items).Select(i => $"item {i}")]);

    private static async Task WaitForFailureAsync<T>(ITaskClient client, TaskHandle<T> flow)
    {
        await foreach (var update in client.WatchAsync(flow.FlowId))
        {
            if (update.State is FlowState.Failed or FlowState.Succeeded)
                return;
        }
    }
}
