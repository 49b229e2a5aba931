using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>Full load for minutes while the network is cut every few seconds: nothing grows.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int AtOnce = 64;
    private readonly List<double> recoveries = [];
    private long cutAt;
    private int openedAtCut;

    [SoakFact]
    public async Task Nothing_grows()
    {
        var length = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable(SoakFactAttribute.Variable)!, CultureInfo.InvariantCulture));
        await using var site = await FlowSite.StartAsync(new() { UsesProxy = true, KeepsLedger = false, DuplicateWindow = TimeSpan.FromSeconds(20) });
        site.Ledger.Arrived = () => Arrived(site.Proxy);
        using var over = new CancellationTokenSource(length);
        var samples = new List<SoakSample>();
        var trouble = Task.WhenAll(CutAsync(site.Proxy, over.Token), SampleAsync(site, samples, length / Math.Max(12, length.TotalMinutes), over.Token));
        var feed = new FlowFeed(site, AtOnce, 0, TimeSpan.FromMinutes(2));
        await feed.RunAsync(trouble);

        recoveries.Sort();
        Say($"{site.Proxy.Cuts} cuts; from a cut to the next message: median {recoveries[recoveries.Count / 2]:F0} ms, at most {recoveries[^1]:F0} ms");
        Assert.True(feed.Wrong.Count == 0, string.Join("\n", feed.Wrong.Take(10)) + $"\n{site.Warnings}");
        AssertFlat("heap", samples, static s => s.HeapMegabytes);
        AssertFlat("resident", samples, static s => s.ResidentMegabytes);
        AssertFlat("handles", samples, static s => s.Handles);
        AssertFlat("threads", samples, static s => s.Threads);
    }

    private async Task CutAsync(CuttingProxy proxy, CancellationToken over)
    {
        while (true)
        {
            var pause = TimeSpan.FromSeconds(1 + (Random.Shared.NextDouble() * 4));
            await Task.Delay(pause, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return;
            Volatile.Write(ref openedAtCut, proxy.Opened);
            Volatile.Write(ref cutAt, Stopwatch.GetTimestamp());
            proxy.Cut();
        }
    }

    private void Arrived(CuttingProxy proxy)
    {
        // What was on its way already does not count: a connection must have been opened since.
        if (Volatile.Read(ref this.cutAt) == 0 || proxy.Opened == Volatile.Read(ref openedAtCut))
            return;
        var cutAt = Interlocked.Exchange(ref this.cutAt, 0);
        if (cutAt == 0)
            return;
        lock (recoveries)
            recoveries.Add(Stopwatch.GetElapsedTime(cutAt).TotalMilliseconds);
    }

    private async Task SampleAsync(FlowSite site, List<SoakSample> samples, TimeSpan interval, CancellationToken over)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            await Task.Delay(interval, TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return;
            samples.Add(SoakSample.Take(site.Ledger.Ended));
            Say(samples[^1].ToString(clock.Elapsed));
        }
    }

    private void AssertFlat(string what, List<SoakSample> samples, Func<SoakSample, double> value)
    {
        var third = samples.Count / 3;
        var middle = samples.Skip(third).Take(third).Average(value);
        var last = samples.TakeLast(third).Average(value);
        Say($"{what}: {middle:F1} in the middle third, {last:F1} in the last");
        Assert.True(last <= middle * 1.1, $"{what} grew from {middle:F1} in the middle third to {last:F1} in the last.");
    }

    private void Say(FormattableString text) => Say(FormattableString.Invariant(text));

    private void Say(string text)
    {
        output.WriteLine(text);
        Console.WriteLine(text);
    }
}
