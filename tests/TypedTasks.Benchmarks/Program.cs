using TypedTasks.Benchmarks;

var quick = args.Contains("quick");
var sizes = quick ? Sizes.Quick : Sizes.Full;
var places = new List<Place> { new MemoryPlace() };

foreach (var place in places)
    await place.OpenAsync(sizes);
var benchmarks = places.SelectMany(static p => p.Benchmarks).ToArray();

for (var i = 0; i < sizes.WarmUps; i++)
{
    Console.WriteLine($"warming up, {i + 1} of {sizes.WarmUps}");
    foreach (var benchmark in benchmarks)
        await benchmark.Work(new());
}

for (var i = 0; i < sizes.Rounds; i++)
{
    Console.WriteLine($"round {i + 1} of {sizes.Rounds}");
    foreach (var benchmark in benchmarks)
        await benchmark.RunAsync();
}

Console.WriteLine("counting messages");
foreach (var place in places)
{
    await place.CountAsync();
    await place.DisposeAsync();
}

Report.Write(Console.Out, benchmarks, sizes);
return 0;
