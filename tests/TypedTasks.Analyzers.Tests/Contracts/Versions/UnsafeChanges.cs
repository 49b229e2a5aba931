namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

/// <summary>Changes after which what is in flight fails, or means something else.</summary>
internal static class UnsafeChanges
{
    private const string Unfit = "InvalidArgument";
    private const string Unknown = "UnknownTask";

    private const string Photos = """
        public record Photo(string Path, Colour Colour, string? Note);
        public enum Colour { Red, Blue }
        public static partial class Work
        {
            [Task] public static Photo Load(string path) => new(path, Colour.Blue, null);
            [Task] public static (string, string) Names() => ("first", "last");
            [Task] public static string Join(string first, string last) => $"{first} {last}";
            [Task] public static string Show(Photo photo, int width, string? text = null) => $"{photo.Path} {photo.Colour} {width} {text}";
        }
        """;

    private const string Given = "Show(new Photo(\"a.jpg\", Colour.Blue, null), 70000).WithDelay(Later)";
    private const string Piped = "Load(\"a.jpg\") | Show(width: 200, text: \"t\").WithDelay(Later)";
    private const string Joined = "Names() | Join().WithDelay(Later)";

    private const string ByHand = """{ "t": "work.show", "a": { "photo": { "path": "a", "colour": 0, "note": null }, "width": 1 } }""";

    public static IEnumerable<ContractChange> All =>
    [
        // TT4002
        Of("a task that is gone", "TT4002", "[Task] public static string Show", "public static string Show", Given, Unknown, "No task 'work.show' is registered"),
        Of("a task by another name, without an alias", "TT4001 TT4002", "string Show", "string Print", Piped, Unknown, "No task 'work.show' is registered"),
        Of("an alias with a slip", "TT4001 TT4002", "[Task] public static string Show", "[Task(Aliases = [\"work.Show\"])] public static string Print", Piped, Unknown, "No task 'work.show' is registered"),
        // TT4003
        Of("a parameter that is gone and was given", "TT4003", "int width, string? text = null) => $\"{photo.Path} {photo.Colour} {width}", "string? text = null) => $\"{photo.Path} {photo.Colour}", Piped, ContractChange.Otherwise, "a.jpg Blue t"),
        Of("a parameter that is gone and was piped", "TT4003", "Join(string first, string last) => $\"{first} {last}\"", "Join(string last) => last", Joined, ContractChange.Otherwise, "first"),
        Of("a parameter by another name", "TT4003 TT4006", "int width, string? text = null) => $\"{photo.Path} {photo.Colour} {width}", "int size, string? text = null) => $\"{photo.Path} {photo.Colour} {size}", Piped, Unfit, "needs the argument 'size'"),
        Of("a parameter by another name under an alias", "TT4003", "[Task] public static string Show(Photo photo, int width, string? text = null) => $\"{photo.Path} {photo.Colour} {width} {text}", "[Task(Aliases = [\"work.show\"])] public static string Print(Photo photo, int width, string? caption = null) => $\"{photo.Path} {photo.Colour} {width} {caption}", Piped, ContractChange.Otherwise, "a.jpg Blue 200 "),
        // TT4004
        Of("a parameter of another type", "TT4004", "int width", "string width", Given, Unfit, "'width' of task 'work.show' cannot be read as string"),
        Of("a narrower number", "TT4004", "int width", "short width", Given, Unfit, "cannot be read as short"),
        Of("a parameter that must not be null", "TT4004", "string? text = null", "string text = \"\"", Given, Unfit, "'text'"),
        Of("a piped parameter of another type", "TT4004", "Join(string first, string last)", "Join(string first, int last)", Joined, Unfit, "cannot be read as int"),
        // TT4005
        Of("parameters in another order", "TT4005", "Join(string first, string last)", "Join(string last, string first)", Joined, ContractChange.Otherwise, "last first"),
        Of("a parameter that moved because it has a default", "TT4005", "Join(string first, string last)", "Join(string last, string first = \"\")", Joined, ContractChange.Otherwise, "last first"),
        Of("an optional parameter before one that has a default now", "TT4005", "Join(string first, string last) => ", "Join(string first, string middle = \"-\", string last = \"!\") => ", Joined, ContractChange.Otherwise, "first !"),
        // TT4006
        Of("a required parameter more", "TT4006", "int width,", "int width, int height,", Piped, Unfit, "needs the argument 'height'"),
        Of("a parameter that had a default", "TT4006", "string? text = null", "string? text", "", Unfit, "needs the argument 'text'") with { Plan = ByHand },
        // TT4007
        Of("a result of another type, read by the next step", "TT4007", "public static Photo Load(string path) => new(path, Colour.Blue, null)", "public static int Load(string path) => 1", "Load(\"a.jpg\").WithDelay(Later) | Show(200)", Unfit, "'photo'"),
        Of("no result any more", "TT4007", "public static Photo Load(string path) => new(path, Colour.Blue, null);", "public static void Load(string path) { }", "Load(\"a.jpg\").WithDelay(Later) | Show(200)", Unfit, "'photo'"),
        Of("a result of another type, waited for", "TT4007", "public static string Join(string first, string last) => $\"{first} {last}\"", "public static int Join(string first, string last) => 1", Joined, ContractChange.Unreadable, ""),
        // TT4008
        Of("a property that is gone", "TT4008", "Photo(string Path, Colour Colour, string? Note)", "Photo(string Path, string? Note)", Piped, ContractChange.Otherwise, "a.jpg  200 t", (" {photo.Colour}", " "), ("Colour.Blue, ", "")),
        Of("a property by another name on the wire", "TT4008", "Photo(string Path,", "Photo(string File,", Piped, Unfit, "'photo'", ("photo.Path", "photo.File")),
        Of("a property of another type", "TT4008", "string Path", "int Path", Piped, Unfit, "(at $.path)", ("new(path,", "new(1,")),
        Of("a property that must not be null", "TT4008", "string? Note", "string Note", Piped, Unfit, "(at $.note)", ("Colour.Blue, null", "Colour.Blue, \"\"")),
        Of("a property more that is required", "TT4008", "string? Note);", "string? Note) { public required int Year { get; init; } }", Piped, Unfit, "'photo'", ("Colour.Blue, null)", "Colour.Blue, null) { Year = 1 }")),
        Of("a constructor's parameter more", "TT4008", "string? Note)", "string? Note, int? Year)", Piped, Unfit, "'photo'", ("Colour.Blue, null", "Colour.Blue, null, null")),
        Of("an enum's member between", "TT4008", "Red, Blue", "Red, Green, Blue", Piped, ContractChange.Otherwise, "a.jpg Green 200 t"),
        Of("an enum's member that is gone", "TT4008", "Red, Blue", "Red", Piped, ContractChange.Otherwise, "a.jpg 1 200 t", ("Colour.Blue", "Colour.Red")),
        ContractChange.Of(
            "a derived type that is gone",
            "TT4008",
            """
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Square), "square")]
            public abstract record Shape;
            public record Circle : Shape;
            public record Square : Shape;
            public static partial class Work { [Task] public static string Show(Shape shape) => shape.GetType().Name; }
            """,
            "[System.Text.Json.Serialization.JsonDerivedType(typeof(Square), \"square\")]\n",
            "",
            "Show(new Square()).WithDelay(Later)") with { Breaks = Unfit, Says = "'shape'" },
        // TT4009
        Of("a change that is not seen, for the line cannot be read", "TT4001 TT4009", "int width", "string width", Given, Unfit, "'width'") with { Line = "task work.show(photo Demo.Photo, width int): string" },
    ];

    private static ContractChange Of(string name, string reports, string old, string now, string flow, string breaks, string says, params (string, string)[] others)
    {
        var change = ContractChange.Of(name, reports, Photos, old, now, flow);
        return change with
        {
            After = others.Aggregate(change.After, static (text, o) => text.Replace(o.Item1, o.Item2, StringComparison.Ordinal)),
            Breaks = breaks,
            Says = says,
        };
    }
}
