using TypedTasks.Storage;

namespace TypedTasks.Stores.Tests;

/// <summary>Makes random operations on workers and on what they follow.</summary>
internal sealed class WorkerGenerator(int seed)
{
    private readonly Random random = new(seed ^ 0x30B1);

    public Recipe Next() => random.Next(8) switch
    {
        0 or 1 => Report(),
        2 => Remove(),
        3 => new("bring rate:x forward", static _ => new BringForward("rate:x")),
        4 or 5 => Pass(),
        _ => Say(),
    };

    /// <summary>A worker comes, is told things, and goes.</summary>
    public Recipe[] Story()
    {
        var id = Worker();
        return [Report(id), Say(id), Say(id), Say(null), Remove(), Remove(), Say(id), Report(id)];
    }

    private Recipe Report() => Report(Worker());

    private Recipe Report(string id)
    {
        var (lease, drains, runs, left) = (Pick(Pool.Durations), random.Next(3) == 0, random.Next(3), random.Next(2) == 0);
        return new(
            $"worker {id} reports for {lease}{(drains ? ", drains" : "")}, runs {runs}",
            _ => new ReportWorker(
                id, $"name-{id}", "machine", 7, "1.0", lease, [new("photos", 4, drains, null)],
                [.. Enumerable.Range(0, runs).Select(i => new ReportedStep("flow-a", $"0.{i}", "photos.load", "photos", i, TimeSpan.FromMinutes(i), left ? TimeSpan.FromMinutes(1) : null))], runs)
            {
                IsDraining = drains,
                IsDrained = drains && runs == 0,
            });
    }

    private Recipe Remove()
    {
        var (id, gone) = (Worker(), random.Next(2) == 0 ? (TimeSpan?)null : Pick(Pool.Durations));
        return new($"remove worker {id}, gone for {gone}", _ => new RemoveWorker(id) { GoneFor = gone });
    }

    private Recipe Say() => Say(random.Next(2) == 0 ? null : Worker());

    private Recipe Say(string? worker)
    {
        var (kind, isOn, number) = ((ControlKind)random.Next(4), random.Next(2) == 0, random.Next(1, 4));
        var control = new WorkerControl(kind, Pick(["photos", "default"]), worker, "anna", $"reason {number}", default)
        {
            IsOn = isOn,
            Slots = kind == ControlKind.Slots ? number : null,
            Rate = kind == ControlKind.Limits ? new(number, TimeSpan.FromMinutes(1)) : null,
            MaxConcurrency = kind == ControlKind.Limits && isOn ? number : null,
        };
        return new($"say {control}", _ => new SetControl(control));
    }

    private Recipe Pass()
    {
        var (name, limit) = (Pick(Pool.Permits), random.Next(1, 4));
        if (random.Next(2) == 0)
            return new($"pass a permit of {name}, {limit} in all", _ => new PassPermit(name, limit, TimeSpan.FromDays(7)));
        var holder = Pick(Pool.Holders);
        return new($"release {name} of {holder}, {limit} in all", _ => new ReleasePermit(name, holder, Pool.Run(2, 2)) { Limit = limit, LostAfter = TimeSpan.FromDays(7) });
    }

    private string Worker() => Pick(Pool.Workers);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
