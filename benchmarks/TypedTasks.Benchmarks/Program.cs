using System.Globalization;
using TypedTasks.Benchmarks;

if (args is [EmulatorServer.Argument])
{
    await EmulatorServer.RunAsync();
    return 0;
}

if (args is ["recovery"])
{
    await Recoveries.WriteAsync(Console.Out);
    return 0;
}

if (args is ["allocations"])
{
    await Allocations.WriteAsync(Console.Out);
    return 0;
}

if (args is ["credits"])
{
    await Credits.WriteAsync(Console.Out);
    return 0;
}

if (args is ["lists"])
{
    await Lists.WriteAsync(Console.Out);
    return 0;
}

if (args is ["lists", var count, var bytes, var isEchoed])
{
    await Lists.WriteAsync(Console.Out, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(bytes, CultureInfo.InvariantCulture), bool.Parse(isEchoed));
    return 0;
}

if (args is ["fresh", var place, var unit, .. { Length: < 2 } units])
{
    await Fresh.WriteAsync(Console.Out, place, unit, int.Parse(units.FirstOrDefault() ?? "10000", CultureInfo.InvariantCulture));
    return 0;
}

if (args.FirstOrDefault(static a => a is not ("quick" or "memory" or "emulator" or "official")) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not known; say quick for a smoke run, memory, emulator or official (the emulator by the official client) for some of the three, recovery alone for how soon it runs again after a fault, allocations alone for what a no-op allocates, credits alone for what a unit uses of a namespace, lists alone for what Each() over large lists takes, fresh PLACE UNIT [COUNT] for one kind of work in a fresh process.");
    return 2;
}

var sizes = args.Contains("quick") ? Sizes.Quick : Sizes.Full;
var chosen = args.Where(static a => a != "quick").ToHashSet(StringComparer.Ordinal);
var places = new List<Place>();
if (chosen.Count == 0 || chosen.Contains("emulator"))
    places.Add(EmulatorPlace.Lean);
if (chosen.Count == 0 || chosen.Contains("official"))
    places.Add(EmulatorPlace.Official);
if (chosen.Count == 0 || chosen.Contains("memory"))
    places.Add(new MemoryPlace());
Report.Write(Console.Out, await Run.AllAsync(places, sizes), sizes);
return 0;
