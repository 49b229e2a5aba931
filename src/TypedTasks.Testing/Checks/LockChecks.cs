using TypedTasks.Transport;

namespace TypedTasks.Testing;

internal static class LockChecks
{
    public static readonly ContractCheck<TransportContractHost>[] All =
    [
        new("A lock is renewed for as long as the message is held", RenewedAsync),
        new("What a closed receiver held comes again, and its count rises", ClosedAsync),
        new("After its lock was lost a delivery settles nothing and sends nothing", LostAsync),
    ];

    private static async Task RenewedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using var receiver = await bench.OpenAsync();
        var delivery = await receiver.NextAsync();
        for (var i = 0; i < 12; i++)
            await host.PassAsync(host.LockDuration / 4);
        Expect.True(!delivery.LockLost.IsCancellationRequested);
        await delivery.CompleteAsync([bench.Message("next")]);
        var next = await receiver.NextAsync();
        Expect.Equal("next", next.Message.Id);
        await next.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(receiver);
    }

    private static async Task ClosedAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        await using (var first = await bench.OpenAsync())
            await first.NextAsync();
        await using var second = await bench.OpenAsync();
        var receive = second.NextAsync();
        await host.PassAsync(host.LockDuration * 1.5);
        var again = await receive;
        Expect.Equal("m", again.Message.Id);
        Expect.Equal(1, again.DeliveryCount);
        await again.CompleteAsync(Bench.Nothing);
    }

    private static async Task LostAsync(TransportContractHost host)
    {
        var bench = await Bench.CreateAsync(host);
        await bench.SendAsync(bench.Message("m"));
        IDelivery lost;
        await using (var first = await bench.OpenAsync())
            lost = await first.NextAsync();
        await using var second = await bench.OpenAsync();
        var receive = second.NextAsync();
        await host.PassAsync(host.LockDuration * 1.5);
        var again = await receive;
        await Expect.ThrowsAsync<TransportException>(() => lost.CompleteAsync([bench.Message("next")]).AsTask());
        await again.CompleteAsync(Bench.Nothing);
        await bench.NothingElseAsync(second);
    }
}
