using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class SerializationRepairs
{
    private const string Kennel = """
        public record Animal(string Name);
        public record Dog(string Name, int Age) : Animal(Name);
        public static partial class Kennel
        {
            [Task] public static Dog MakeDog() => new("Rex", 7);
            [Task] public static string Tell(Animal animal) => animal.ToString()!;
        }
        """;

    public static IReadOnlyList<Repair> All { get; } =
    [
        new("TT2005", nameof(SlicedValueFix), "Let 'Animal' name 'Dog'", "await client.EnqueueAsync(Kennel.Tasks.MakeDog() | Kennel.Tasks.Tell());") { Result = "\"Dog { Name = Rex, Age = 7 }\"", More = Kennel },
        new("TT2005", nameof(SlicedValueFix), "Let 'Animal' name 'Dog'", "await client.EnqueueAsync(Kennel.Tasks.Tell(new Dog(\"Rex\", 7)));") { Result = "\"Dog { Name = Rex, Age = 7 }\"", More = Kennel },
    ];

    public static IReadOnlyList<Repair> Unfixed { get; } =
    [
        // Which of the two lists is to go, only the user knows.
        new("TT2005", nameof(SlicedValueFix), "", "await client.EnqueueAsync(Birds.Tasks.MakeBird() | Birds.Tasks.Tell());")
        {
            More = """
                [System.Text.Json.Serialization.JsonDerivedType(typeof(Bird), "bird")] public interface IFlyer;
                [System.Text.Json.Serialization.JsonDerivedType(typeof(Bird), "bird")] public abstract record Beast;
                public record Bird(int Wings) : Beast, IFlyer;
                public static partial class Birds
                {
                    [Task] public static Bird MakeBird() => new(2);
                    [Task] public static string Tell(Beast beast) => beast.ToString()!;
                }
                """,
        },
    ];
}
