using System.Text.Json.Serialization;
using InFlight;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;
using TypedTasks.Emulator;
using static InFlight.Work.Tasks;

// "open" makes the store. "send" composes, runs what makes values, and ends with their messages in the queue of what takes them; "take" is another version, and ends the flows.
var isSending = args[0] == "send";
await using var emulator = await ServiceBusEmulator.StartAsync(new()
{
    DataFolder = Path.Combine(args[1], "broker"),
    Queues = { new() { Name = "make" }, new() { Name = "take" } },
});
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddTypedTasks().AddInFlightTasks()
#if AMQP
    .UseAmqp(emulator.ConnectionString)
#else
    .UseServiceBus(emulator.ConnectionString)
#endif
    .UseSqlite(Path.Combine(args[1], "tasks.db"))
    .AddWorker(o => o.Queues.Add(isSending ? "make" : "take"));
using var host = builder.Build();
await host.StartAsync();
if (args[0] == "open")
{
    await host.StopAsync();
    return 0;
}

var client = host.Services.GetRequiredService<ITaskClient>();

(string Name, string Expected, ISignature<string> Flow)[] flows =
[
    ("class", "Circle { Radius = 3 }", MakeCircle() | TakeCircle()),
    ("root-of-abstract", "Circle { Radius = 3 }", MakeShape() | TakeShape()),
    ("number", "Car { Wheels = 4, Plate = A }", MakeCar() | TakeCar()),
    ("concrete-root", "Car { Wheels = 4, Plate = A }", MakeVehicle() | TakeVehicle()),
    ("interface", "Cat { Name = Tom, Lives = 9 }", MakeCat() | TakeCat()),
    ("struct", "Fish { Name = Nemo }", MakeFish() | TakeFish()),
    ("list", "Circle { Radius = 1 },Circle { Radius = 2 }", MakeCircles() | TakeCircles()),
    ("group", "Circle { Radius = 3 },Circle { Radius = 3 }", Group.Of(MakeCircle(), MakeCircle()) | TakeCircles()),
    ("each", "Circle { Radius = 1 },Circle { Radius = 2 }", MakeCircles() | TakeCircle().Each() | Join()),
    ("tuple", "Circle { Radius = 3 } Car { Wheels = 4, Plate = A }", (MakeCircle(), MakeCar()) | TakeTwo()),
    ("outcome", "Circle { Radius = 3 }", MakeCircle().Settled() | TakeOutcome()),
    ("argument", "Circle { Radius = 5 } 3", MakeNumber() | TakeWith(circle: new(5))),
];
if (isSending)
{
    foreach (var (name, _, flow) in flows)
        await client.EnqueueAsync(flow.WithId(name));
    await Work.AllMade;
    await host.StopAsync();
    return 0;
}

var failed = 0;
foreach (var (name, expected, _) in flows)
{
    string arrived;
    try
    {
        arrived = await client.GetHandle<string>(name).WaitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
    }
    catch (Exception e)
    {
        arrived = e.Message;
    }

    failed += arrived == expected ? 0 : 1;
    Console.WriteLine($"{(arrived == expected ? "ok  " : "BAD ")} {name}: {arrived}");
}

await host.StopAsync();
return failed;

namespace InFlight
{
    [JsonDerivedType(typeof(Circle), "circle")]
    public abstract record Shape;

    public record Circle(int Radius) : Shape;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Vehicle), 0)]
    [JsonDerivedType(typeof(Car), 1)]
    public record Vehicle(int Wheels);

    public record Car(int Wheels, string Plate) : Vehicle(Wheels);

    [JsonDerivedType(typeof(Cat), "cat")]
    [JsonDerivedType(typeof(Fish), "fish")]
    public interface IPet;

    public record Cat(string Name, int Lives) : IPet;

    public readonly record struct Fish(string Name) : IPet;

    public static partial class Work
    {
        private const int Makers = 14;
        private static readonly TaskCompletionSource All = new();
        private static int made;

        public static Task AllMade => All.Task;

        [Task(Queue = "make")] public static Circle MakeCircle() => Made(new Circle(3));

        [Task(Queue = "make")] public static Shape MakeShape() => Made<Shape>(new Circle(3));

        [Task(Queue = "make")] public static Car MakeCar() => Made(new Car(4, "A"));

        [Task(Queue = "make")] public static Vehicle MakeVehicle() => Made<Vehicle>(new Car(4, "A"));

        [Task(Queue = "make")] public static Cat MakeCat() => Made(new Cat("Tom", 9));

        [Task(Queue = "make")] public static Fish MakeFish() => Made(new Fish("Nemo"));

        [Task(Queue = "make")] public static int MakeNumber() => Made(3);

        [Task(Queue = "make")] public static IReadOnlyList<Circle> MakeCircles() => Made<IReadOnlyList<Circle>>([new(1), new(2)]);

        [Task(Queue = "take")] public static string TakeCircle(Circle circle) => $"{circle}";

        [Task(Queue = "take")] public static string TakeShape(Shape shape) => $"{shape}";

        [Task(Queue = "take")] public static string TakeCar(Car car) => $"{car}";

        [Task(Queue = "take")] public static string TakeVehicle(Vehicle vehicle) => $"{vehicle}";

        [Task(Queue = "take")] public static string TakeCat(Cat cat) => $"{cat}";

        [Task(Queue = "take")] public static string TakeFish(Fish fish) => $"{fish}";

        [Task(Queue = "take")] public static string TakeCircles(IReadOnlyList<Circle> circles) => string.Join(",", circles);

        [Task(Queue = "take")] public static string TakeTwo(Circle circle, Car car) => $"{circle} {car}";

        [Task(Queue = "take")] public static string TakeOutcome(Outcome<Circle> outcome) => $"{outcome.Value}";

        [Task(Queue = "take")] public static string TakeWith(int number, Circle circle) => $"{circle} {number}";

        [Task(Queue = "take")] public static string Join(IReadOnlyList<string> texts) => string.Join(",", texts);

        private static T Made<T>(T value)
        {
            if (Interlocked.Increment(ref made) == Makers)
                All.TrySetResult();
            return value;
        }
    }
}
