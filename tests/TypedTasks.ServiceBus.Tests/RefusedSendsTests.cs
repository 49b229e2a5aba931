using TypedTasks.Transports.Tests;
using Xunit.Abstractions;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>Counts refused sends that the official client reports as sent: docs/internals/adr-transport-default.md. <c>build/refused-sends.sh</c> puts the broker into a process of its own.</summary>
public sealed class RefusedSendsTests(ITestOutputHelper output)
{
    private static readonly int Sends = Setting.Number("TYPEDTASKS_REFUSED_SENDS", 20_000);

    /// <summary>Of an emulator whose queue work requires sessions; without it one runs here.</summary>
    private static readonly string? Broker = Environment.GetEnvironmentVariable("TYPEDTASKS_REFUSED_BROKER");

    [SkippableTheory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(0.3, false)]
    [InlineData(2, false)]
    public async Task RefusedSends_are_counted_that_are_reported_as_sent(double answerAfterMilliseconds, bool collects)
    {
        Skip.IfNot(Setting.Measures, "TYPEDTASKS_MEASURE=1 measures.");
        await using var here = await TestBroker.StartAsync(new Emulator.QueueOptions { Name = "work", RequiresSession = true });
        var broker = Broker ?? here.Emulator.ConnectionString;
        var port = new Uri(broker.Split(';')[0]["Endpoint=".Length..]).Port;
        await using var proxy = new CuttingProxy(port);
        if (answerAfterMilliseconds > 0)
            proxy.Delay = () => TimeSpan.FromMilliseconds(answerAfterMilliseconds / 2.0);
        var reached = answerAfterMilliseconds > 0 ? proxy.Port : port;

        // A refusal is asked again at once: what is measured is the answer, not the pause.
        var transport = here.NewTransport(o => (o.ConnectionString, o.ReconnectDelay) = (broker.Replace($":{port};", $":{reached};", StringComparison.Ordinal), TimeSpan.FromTicks(1)));
        using var stop = new CancellationTokenSource();
        var collections = collects ? Task.Run(() => CollectUntil(stop.Token)) : Task.CompletedTask;
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

        await stop.CancelAsync();
        await collections;
        output.WriteLine($"answer after {answerAfterMilliseconds} ms, collections {collects}: {refused + claimed} refused, {claimed} of them reported as sent");
        Assert.Equal(Sends, refused + claimed);
    }

    private static void CollectUntil(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            GC.Collect();

            // One after the other without a gap, no other thread gets on at all.
            Thread.Sleep(1);
        }
    }
}
