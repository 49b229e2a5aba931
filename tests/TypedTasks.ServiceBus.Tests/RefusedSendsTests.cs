using TypedTasks.Emulator;
using TypedTasks.Transports.Tests;
using Xunit.Abstractions;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>Counts refused sends that the official client reports as sent: docs/internals/adr-transport-default.md.</summary>
public sealed class RefusedSendsTests(ITestOutputHelper output)
{
    private const int Sends = 20_000;

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task RefusedSends_are_counted_that_are_reported_as_sent(int answerAfterMilliseconds)
    {
        Skip.IfNot(Setting.Measures, "TYPEDTASKS_MEASURE=1 measures.");
        await using var broker = await TestBroker.StartAsync(new QueueOptions { Name = "work", RequiresSession = true });
        await using var proxy = new CuttingProxy(broker.Emulator.Port);
        if (answerAfterMilliseconds > 0)
            proxy.Delay = () => TimeSpan.FromMilliseconds(answerAfterMilliseconds / 2.0);
        var port = answerAfterMilliseconds > 0 ? proxy.Port : broker.Emulator.Port;
        var transport = broker.NewTransport(o => o.ConnectionString = o.ConnectionString!.Replace($":{broker.Emulator.Port};", $":{port};", StringComparison.Ordinal));
        var (refused, claimed) = (0, 0);
        for (var i = 0; i < Sends; i++)
        {
            try
            {
                await transport.SendAsync([TestBroker.NewMessage($"m{i}")], default);
                claimed++;
            }
            catch (TransportException e) when (!e.IsTransient)
            {
                refused++;
            }
        }

        output.WriteLine($"answer after {answerAfterMilliseconds} ms: {refused + claimed} refused, {claimed} of them reported as sent");
        Assert.Equal(Sends, refused + claimed);
        Assert.Equal(0, broker.Emulator.GetCounts("work").Active);
    }
}
