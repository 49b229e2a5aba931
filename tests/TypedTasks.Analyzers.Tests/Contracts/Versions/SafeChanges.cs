namespace TypedTasks.Analyzers.Tests.Contracts.Versions;

/// <summary>Changes after which version 2 yields what version 1 would have.</summary>
internal static class SafeChanges
{
    private const string More = "a parameter with a default more";
    private const string Wider = "a wider number (`int` to `long`), `T` to `T?`";
    private const string Default = "a default for a parameter that had none";
    private const string Lists = "another list type with the same elements";
    private const string Shape = "another name for a type of the same shape";
    private const string Name = "another name for a task, the old one among its `Aliases`";
    private const string Members = "a property or an enum's member more";

    private const string Photos = """
        public record Photo(string Path, Colour Colour);
        public enum Colour { Red, Blue }
        public static partial class Work
        {
            [Task] public static Photo Load(string path) => new(path, Colour.Blue);
            [Task] public static (Photo, int) Both() => (new("both", Colour.Red), 7);
            [Task] public static string Show(Photo photo, int width, string? text = null) => $"{photo.Path} {photo.Colour} {width} {text ?? "-"}";
        }
        """;

    private const string Given = "Show(new Photo(\"a.jpg\", Colour.Blue), 200, \"x\").WithDelay(Later)";
    private const string Piped = "Load(\"a.jpg\") | Show(width: 200).WithDelay(Later)";
    private const string PipedBoth = "Both() | Show(text: \"t\").WithDelay(Later)";

    public static IEnumerable<ContractChange> All =>
    [
        Of("an optional parameter more", "TT4001", "string? text = null", "string? text = null, int height = 1", Given) with { Row = More },
        Of("an optional parameter in front of another", "TT4001", "string? text = null", "int height = 1, string? text = null", Piped) with { Row = More },
        Of("an optional parameter more, the others come in a tuple", "TT4001", "string? text = null", "string? text = null, int height = 1", PipedBoth) with { Row = More },
        Of("a list of parameters more", "TT4001", "string? text = null", "string? text = null, params string[] more", Given) with { Row = More },
        Of("an optional parameter more, for other languages", "TT4001", "string? text = null", "string? text = null, int height = 1", "") with
        {
            Plan = """{ "t": "work.show", "a": { "photo": { "path": "a", "colour": 0 }, "width": 1 } }""",
            Row = More,
        },
        Of("a default for a parameter that was given", "TT4001", "int width,", "int width = 5,", Given) with { Row = Default },
        Of("a default for a parameter, another is piped", "TT4001", "int width,", "int width = 5,", Piped) with { Row = Default },
        Of("a default for a parameter that is piped", "TT4001", "int width,", "int width = 5,", PipedBoth) with { Row = Default },
        Of("a default for the one parameter, which is piped", "TT4001", "Show(Photo photo, int width, string? text = null)", "Show(Photo photo = null!, int width = 5, string? text = null)", Piped) with { Row = Default },
        Of("a nullable value", "TT4001", "int width", "int? width", Given) with { Row = Wider },
        Of("a nullable reference", "TT4001", "Photo photo, int", "Photo? photo, int", Piped, ("photo.Path", "photo!.Path")) with { Row = Wider },
        Of("a type by another name", "TT4001 TT4001 TT4001", "Photo(", "Picture(", Given, ("Photo ", "Picture "), ("(Photo,", "(Picture,")) with { Row = Shape },
        Of("a type by another name that is piped", "TT4001 TT4001 TT4001", "record Photo(", "record Picture(", Piped, ("Photo photo", "Picture photo"), ("Photo Load", "Picture Load"), ("(Photo,", "(Picture,")) with { Row = Shape },
        Of("a method by another name", "TT4001", "[Task] public static string Show", "[Task(Aliases = new[] { \"work.show\" })] public static string Print", Given) with { Row = Name },
        Of("a method by another name that input is piped into", "TT4001", "[Task] public static string Show", "[Task(Aliases = [\"work.display\", \"work.show\"])] public static string Print", Piped) with { Row = Name },
        Of("a method by another name, in a plan that the store holds", "TT4001", "[Task] public static string Show", "[Task(Aliases = [\"work.show\"])] public static string Print", "Load(new string('a', 3000)) | Show(width: 200, text: new string('b', 3000)).WithDelay(Later)") with { Row = Name },
        Of("a method by another name with an optional parameter more", "TT4001", "[Task] public static string Show(Photo photo, int width,", "[Task(Aliases = [\"work.show\"])] public static string Print(Photo photo, int width, bool loud = false,", PipedBoth) with { Row = Name },
        Of("a class by another name", "TT4001 TT4001 TT4001", "partial class Work", "partial class Pictures", Given, ("[Task] public static Photo", "[Task(Aliases = [\"work.load\"])] public static Photo"), ("[Task] public static (", "[Task(Aliases = [\"work.both\"])] public static ("), ("[Task] public static string", "[Task(Aliases = [\"work.show\"])] public static string")) with { Row = Name },
        Of("a task by another name, for other languages", "TT4001", "[Task] public static string Show", "[Task(Aliases = [\"work.show\"])] public static string Print", "") with
        {
            Plan = """{ "t": "work.show", "a": { "photo": { "path": "a", "colour": 0 }, "width": 1 } }""",
            Row = Name,
        },
        Of("an enum's member more", "", "Red, Blue }", "Red, Blue, Green }", Piped) with { Row = Members },
        Of("an optional property more", "", "string Path, Colour Colour)", "string Path, Colour Colour, int? Year = null)", Piped) with { Row = Members },
        Of("a property more that is set", "", "Colour Colour);", "Colour Colour) { public string Note { get; init; } = \"\"; }", Given) with { Row = Members },
        Of("a property by another name", "", "Photo(string Path,", "Photo([property: System.Text.Json.Serialization.JsonPropertyName(\"path\")] string File,", Piped, ("photo.Path", "photo.File")),
        Of("a constructor's parameter is a property", "", "record Photo(string Path, Colour Colour);", "record Photo { public required string Path { get; init; } public Colour Colour { get; set; } }", Given, ("=> new(path, Colour.Blue)", "=> new() { Path = path }"), ("(new(\"both\", Colour.Red), 7)", "(new() { Path = \"both\" }, 7)")),
        Of("a record is a struct", "", "record Photo(", "record struct Photo(", Piped),
        Of("a method that awaits", "", "public static Photo Load(string path) => new(path, Colour.Blue);", "public static async Task<Photo> Load(string path) { await Task.Yield(); return new(path, Colour.Blue); }", Piped),
        Of("a parameter that is no data", "", "string? text = null", "CancellationToken token, string? text = null", PipedBoth),
        Of("optional parameters in another order", "TT4001", "int width, string? text = null", "int width, bool last = true, string? text = null", Given) with { Row = More },
        .. Widening(),
        .. ListTypes(),
        ContractChange.Of("a result where there was none", "TT4001", "public static partial class Work { [Task] public static void Mark() { } [Task] public static string Show() => \"done\"; }",
            "void Mark() { }", "int Mark() => 1;", "Mark().WithDelay(Later) >> Show()"),
    ];

    private static ContractChange Of(string name, string reports, string old, string now, string flow, params (string, string)[] others)
    {
        var change = ContractChange.Of(name, reports, Photos, old, now, flow);
        return change with { After = others.Aggregate(change.After, static (text, o) => text.Replace(o.Item1, o.Item2, StringComparison.Ordinal)) };
    }

    private static IEnumerable<ContractChange> Widening()
    {
        foreach (var (from, to, value) in new[]
        {
            ("sbyte", "short", "-5"), ("sbyte", "decimal", "-5"), ("byte", "ushort", "200"), ("byte", "short", "200"), ("short", "int", "-30000"), ("ushort", "uint", "60000"),
            ("ushort", "int", "60000"), ("int", "long", "-2000000000"), ("int", "double", "2000000001"), ("uint", "ulong", "4000000000"), ("uint", "long", "4000000000"),
            ("long", "decimal", "9000000000000000001"), ("ulong", "decimal", "18000000000000000001"), ("float", "double", "0.5f"), ("int", "long?", "7"),
        })
        {
            var body = $"public static partial class Work {{ [Task] public static {from} Make() => {value}; [Task] public static string Show({from} value, {from} other) => FormattableString.Invariant($\"{{value}} {{other}}\"); }}";
            yield return ContractChange.Of($"{from} is {to}", "TT4001", body, $"{from} value, {from} other", $"{to} value, {to} other", $"Make() | Show(other: {value}).WithDelay(Later)") with { Row = Wider };
        }
    }

    private static IEnumerable<ContractChange> ListTypes()
    {
        string[] lists = ["int[]", "List<int>", "IReadOnlyList<int>", "IReadOnlyCollection<int>", "IEnumerable<int>", "IList<int>", "ICollection<int>", "System.Collections.Immutable.ImmutableArray<int>", "System.Collections.Immutable.ImmutableList<int>"];
        for (var i = 0; i < lists.Length; i++)
        {
            var (from, to) = (lists[i], lists[(i + 1) % lists.Length]);
            var body = $"public static partial class Work {{ [Task] public static {from} Make() => [1, 2]; [Task] public static string Show({from} list, {from} other) => string.Join(\",\", list) + string.Join(\",\", other); }}";
            yield return ContractChange.Of($"{from} is {to}", "TT4001", body, $"{from} list, {from} other", $"{to} list, {to} other", $"Make() | Show(other: [3, 4]).WithDelay(Later)") with { Row = Lists };
        }

        (string Type, string Value)[] maps =
        [
            ("Dictionary<string, int>", "new() { [\"a\"] = 1 }"),
            ("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }"),
            ("IDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }"),
            ("SortedDictionary<string, int>", "new() { [\"a\"] = 1 }"),
            ("System.Collections.Immutable.ImmutableDictionary<string, int>", "System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add(\"a\", 1)"),
        ];
        for (var i = 0; i < maps.Length; i++)
        {
            var (from, to) = (maps[i].Type, maps[(i + 1) % maps.Length].Type);
            var body = $"public static partial class Work {{ [Task] public static {from} Make() => {maps[i].Value}; [Task] public static string Show({from} map) => string.Join(\",\", map.Select(static p => p.Key + p.Value)); }}";
            yield return ContractChange.Of($"{from} is {to}", "TT4001", body, $"Show({from} map", $"Show({to} map", "Make() | Show().WithDelay(Later)") with { Row = Lists };
        }
    }
}
