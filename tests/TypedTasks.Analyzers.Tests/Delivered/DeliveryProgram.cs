using System.Text;

namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>The programs that the matrix is made of: one that says of each line whether it compiles, and one that runs those that do.</summary>
internal static class DeliveryProgram
{
    private const string Usings = """
        using System.Collections;
        using System.Collections.Immutable;
        using System.Globalization;
        using System.Linq;
        using System.Runtime.CompilerServices;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using static Work.Tasks;

        """;

    private const string Seen = """

        /// <summary>Spells a value so that equal texts mean equal values, of equal classes.</summary>
        public static class Seen
        {
            public static string Of(object? value) => value switch
            {
                null => "null",
                string text => JsonSerializer.Serialize(text),
                DateTime time => $"DateTime {time.Ticks} {time.Kind}",
                DateTimeOffset time => $"DateTimeOffset {time.Ticks} {time.Offset}",
                Uri uri => $"Uri {uri.OriginalString}",
                JsonElement element => element.ValueKind == JsonValueKind.Undefined ? "undefined" : element.GetRawText(),
                JsonNode node => node.ToJsonString(),
                ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
                byte[] bytes => Convert.ToHexString(bytes),
                ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
                IEnumerable items when IsMap(value.GetType()) => $"{{{string.Join(", ", items.Cast<object>().Select(Members).Order(StringComparer.Ordinal))}}}",
                IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
                IFormattable number when value.GetType().IsPrimitive || value.GetType().Namespace == "System" || value is Enum => $"{value.GetType().Name} {number.ToString(number is float or double or Half ? "R" : null, CultureInfo.InvariantCulture)}",
                _ when value.GetType().IsPrimitive || value is Version => $"{value.GetType().Name} {value}",
                _ => $"{value.GetType()} {{ {Members(value)} }}",
            };

            private static bool IsMap(Type type) =>
                type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) && !type.IsAssignableTo(typeof(JsonNode));

            private static string Members(object value) => string.Join(", ",
                value.GetType().GetProperties().Where(static p => p.GetIndexParameters().Length == 0).Select(p => $"{p.Name} = {(p.Name == "Value" && IsFailure(value) ? "none" : Of(p.GetValue(value)))}")
                    .Concat(value.GetType().GetFields().Where(static f => !f.IsStatic).Select(f => $"{f.Name} = {Of(f.GetValue(value))}"))
                    .Order(StringComparer.Ordinal));

            private static bool IsFailure(object value) => value.GetType().Name == "Outcome`1" && value.GetType().GetProperty("Failure")!.GetValue(value) is not null;
        }

        """;

    /// <summary>The types, their values and the tasks that make and take them.</summary>
    public static string Tasks(IReadOnlyList<CatalogueType> types)
    {
        var text = new StringBuilder(Catalogue.Types).Append(Seen).AppendLine("public static class Values").AppendLine("{");
        for (var i = 0; i < types.Count; i++)
            text.AppendLine($"    public static readonly List<{types[i].Name}> Of{i} = [{string.Join(", ", types[i].Values)}];");
        text.AppendLine("    public static IReadOnlyList<T> List<T>(T value) => [value];");
        text.AppendLine("}").AppendLine("public static partial class Work").AppendLine("{");
        for (var i = 0; i < types.Count; i++)
        {
            var type = types[i].Name;
            text.Append($"    /*{i}*/ [Task] public static {type} Make{i}(int n) => Values.Of{i}[n];")
                .Append($" [Task] public static IReadOnlyList<{type}> MakeList{i}(int n) => [Values.Of{i}[n]];")
                .Append($" [Task(MaxRetries = 0)] public static {type} Fail{i}() => throw new IOException(\"on purpose\");")
                .Append($" [Task] public static string Take{i}({type} value) => Seen.Of(value);")
                .Append($" [Task] public static string TakeList{i}(IReadOnlyList<{type}> values) => Seen.Of(values);")
                .Append($" [Task] public static string TakeTwo{i}({type} one, {type} other) => Seen.Of((one, other));")
                .AppendLine($" [Task] public static string TakeOutcome{i}(Outcome<{type}> outcome) => outcome.Failure?.Type ?? Seen.Of(outcome.Value);");
        }

        return Usings + text.AppendLine("}").Append("""
            public static class Typed
            {
                public static ISignature<T> Back<T>(ISignature<T> signature) => signature;
                public static ISignature<T> Back<T>(Func<ISignature<T>> make) => make();
            }
            """);
    }

    /// <summary>A line for each case.</summary>
    public static string Lines(IEnumerable<Case> cases)
    {
        var text = new StringBuilder(Usings).AppendLine("using static Typed;").AppendLine("public static class Lines").AppendLine("{");
        foreach (var group in cases.GroupBy(static c => c.From))
        {
            text.AppendLine($"    public static void From{group.Key}()").AppendLine("    {");
            foreach (var one in group)
                text.AppendLine($"        _ = {one.Flow(0)}; // {one.Number}");
            text.AppendLine("    }");
        }

        return text.AppendLine("}").ToString();
    }

    /// <summary>What runs the cases, with each value.</summary>
    public static string Runs(IEnumerable<Case> cases)
    {
        var text = new StringBuilder(Usings).AppendLine("using static Typed;").AppendLine("using TypedTasks.Analyzers.Tests.Delivered;").AppendLine("public static class Runs").AppendLine("{")
            .AppendLine("    public static List<(int Case, int Value, Func<string> Expected, Func<IFlowRunner, Task<string>> Run)> All { get; } = [];")
            .AppendLine("    private static async Task<string> Held<T>(IFlowRunner host, ISignature<T> flow) => Seen.Of(await host.RunAsync(flow));")
            .AppendLine("    private static async Task<string> Run<T>(IFlowRunner host, ISignature<T> flow) => await host.RunAsync(flow) is var result && result is string text ? text : Seen.Of(result);");
        var groups = cases.GroupBy(static c => c.From).ToList();
        foreach (var group in groups)
        {
            text.AppendLine($"    private static void From{group.Key}()").AppendLine("    {");
            foreach (var one in group)
            {
                for (var v = 0; v < 3; v++)
                    text.AppendLine($"        All.Add(({one.Number}, {v}, () => {one.Expected(v)}, h => {(one.Form.IsHeld ? "Held" : "Run")}(h, {one.Flow(v)})));");
            }

            text.AppendLine("    }");
        }

        text.AppendLine("    static Runs()").AppendLine("    {");
        foreach (var group in groups)
            text.AppendLine($"        From{group.Key}();");
        return text.AppendLine("    }").AppendLine("}").ToString();
    }
}
