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

if (args.FirstOrDefault(static a => a is not ("quick" or "memory" or "emulator")) is { } unknown)
{
    Console.Error.WriteLine($"'{unknown}' is not known; say quick for a smoke run, memory or emulator for one of the two, recovery alone for how soon it runs again after a fault, allocations alone for what a no-op allocates, lists alone for what Each() over large lists takes.");
    return 2;
}

var sizes = args.Contains("quick") ? Sizes.Quick : Sizes.Full;
var places = new List<Place>();
if (!args.Contains("memory"))
    places.Add(new EmulatorPlace());
if (!args.Contains("emulator"))
    places.Add(new MemoryPlace());
Report.Write(Console.Out, await Run.AllAsync(places, sizes), sizes);
return 0;
