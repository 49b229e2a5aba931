using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Single pieces of what is written, each for one thing that a user may say about a task.</summary>
public class WrittenTextTests
{
    [Theory]
    [InlineData("MaxRetries = 0", "MaxRetries = 0 }")]
    [InlineData("MaxRetries = 1", "MaxRetries = 1 }")]
    [InlineData("RateLimit = \"10/s\"", "RateLimit = global::TypedTasks.RateLimit.Parse(\"10/s\") }")]
    [InlineData("MaxConcurrency = 1", "MaxConcurrency = 1 }")]
    [InlineData("MaxConcurrency = 0", "Contract = \"work.do(): nothing\" }")]
    [InlineData("MaxRetries = -1", "Contract = \"work.do(): nothing\" }")]
    [InlineData("Queue = \"slow\", MaxConcurrency = 3", "Queue = \"slow\", MaxConcurrency = 3 }")]
    public void SettingsAreListed(string settings, string listed) =>
        Assert.Contains(listed, Invokers($"[Task({settings})] public static void Do() {{ }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("MaxRetries = 0", "Task <c>work.do</c>, the default queue, no retries.")]
    [InlineData("MaxRetries = 1", "Task <c>work.do</c>, the default queue, 1 retry.")]
    [InlineData("MaxRetries = 2", "Task <c>work.do</c>, the default queue, 2 retries.")]
    [InlineData("Queue = \"slow\"", "Task <c>work.do</c>, queue <c>slow</c>, retries as the worker is set up.")]
    [InlineData("\"a&b<c>\\\"d\\\"\"", "Task <c>a&amp;b&lt;c&gt;&quot;d&quot;</c>, the default queue, retries as the worker is set up.")]
    [InlineData("\"a\\r\\nb\"", "Task <c>a  b</c>, the default queue, retries as the worker is set up.")]
    public void CommentsSayHowATaskIsSent(string settings, string comment) =>
        Assert.Contains($"/// <summary>{comment}</summary>", Signatures($"[Task({settings})] public static void Do() {{ }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Color a = (Color)7", "(global::Color)(7)")]
    [InlineData("Color? a = (Color)7", "(global::Color)(7)")]
    [InlineData("float a = float.NaN", "float.NaN")]
    [InlineData("float a = float.PositiveInfinity", "float.PositiveInfinity")]
    [InlineData("float a = float.NegativeInfinity", "float.NegativeInfinity")]
    [InlineData("double a = double.NaN", "double.NaN")]
    [InlineData("double a = double.NegativeInfinity", "double.NegativeInfinity")]
    [InlineData("bool a = false", "false")]
    [InlineData("decimal a = -1.50m", "-1.50m")]
    [InlineData("short a = -3", "-3")]
    [InlineData("short a = 3", "3")]
    [InlineData("bool a = true", "true")]
    [InlineData("int a = 0x1F", "31")]
    [InlineData("int a = 1_000", "1000")]
    [InlineData("int a = 'a'", "97")]
    [InlineData("int? a = 5", "5")]
    [InlineData("long a = 5", "5L")]
    [InlineData("double a = 5", "5d")]
    [InlineData("char a = 'x'", "'x'")]
    [InlineData("string a = \"a\\\"b\\n\"", "\"a\\\"b\\n\"")]
    [InlineData("string a = @\"c:\\d\"", "\"c:\\\\d\"")]
    [InlineData("string a = nameof(Color)", "\"Color\"")]
    [InlineData("object a = null!", "null!")]
    [InlineData("string? a = null", "null")]
    public void DefaultsAreSpelled(string parameter, string literal) =>
        Assert.Contains($" a = {literal})", Signatures($"[Task] public static void Do({parameter}) {{ }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("null", "null")]
    [InlineData("typeof(string)", "typeof(string)")]
    [InlineData("Color.Red", "global::Color.Red")]
    public void KeysOfServicesAreSpelled(string key, string literal) =>
        Assert.Contains($"step.Service<global::System.IDisposable>({literal})", Invokers($"[Task] public static void Do([FromKeyedServices({key})] IDisposable a) {{ }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("sbyte", "SByteConverter")]
    [InlineData("ushort", "UInt16Converter")]
    [InlineData("System.Half", "HalfConverter")]
    [InlineData("System.Int128", "Int128Converter")]
    [InlineData("System.UInt128", "UInt128Converter")]
    [InlineData("System.Version", "VersionConverter!")]
    [InlineData("System.Text.Json.JsonElement", "JsonElementConverter")]
    [InlineData("System.Text.Json.Nodes.JsonNode", "JsonNodeConverter!")]
    [InlineData("System.Text.Json.Nodes.JsonObject", "JsonObjectConverter!")]
    [InlineData("System.Text.Json.Nodes.JsonArray", "JsonArrayConverter!")]
    public void SimpleTypesHaveTheirConverters(string type, string converter) =>
        Assert.Contains($"(options, Json::JsonMetadataServices.{converter});", JsonTypes($"[Task] public static void Do({type} a) {{ }}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("OwnEnum", "(options, new global::OwnConverter());")]
    [InlineData("FactoryEnum", "new global::DeepFactory().CreateConverter(typeof(global::FactoryEnum), options)!);")]
    [InlineData("Color", "(options, Json::JsonMetadataServices.GetEnumConverter<global::Color>(options));")]
    public void EnumsKeepTheirConverters(string type, string written) =>
        Assert.Contains(written, JsonTypes($"[Task] public static void Do({type} a) {{ }}"), StringComparison.Ordinal);

    [Fact]
    public void SevenArgumentsAtMostComeFromTheStepBefore()
    {
        var written = Signatures("[Task] public static void Do(int a, int b, int c, int d, int e, int f, int g, int h) { }");

        Assert.Contains(".Missing<(int, int, int, int, int, int, int)>(7)", written, StringComparison.Ordinal);
        Assert.DoesNotContain(">(8)", written, StringComparison.Ordinal);
        Assert.Contains("the step before yields <c>a</c>, <c>b</c> and <c>c</c>.", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/// <summary>Does.</summary>\n")]
    [InlineData("/** <summary>Does.</summary> */ ")]
    public void TheUsersCommentIsInherited(string comment) =>
        Assert.Contains("/// <inheritdoc cref=\"M:Work.Do\"/>", Signatures($"{comment}[Task] public static void Do() {{ }}"), StringComparison.Ordinal);

    [Fact]
    public void ACommentThatDocumentsNothingIsNotInherited() =>
        Assert.DoesNotContain("inheritdoc cref", Signatures("// Does.\n[Task] public static void Do() { }"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Task(\" \")] public static void Do() { }")]
    [InlineData("[Task(null)] public static void Do() { }")]
    [InlineData("[Task(\"\")] public static void Do() { }")]
    public void AnEmptyNameIsNone(string task) => Assert.Contains("new(\"work.do\", RunDo)", Invokers(task), StringComparison.Ordinal);

    [Theory]
    [InlineData("equals", "EqualsArgument")]
    [InlineData("finalize", "FinalizeArgument")]
    [InlineData("getHashCode", "GetHashCodeArgument")]
    [InlineData("getType", "GetTypeArgument")]
    [InlineData("memberwiseClone", "MemberwiseCloneArgument")]
    [InlineData("referenceEquals", "ReferenceEqualsArgument")]
    [InlineData("toString", "ToStringArgument")]
    [InlineData("node", "NodeArgument")]
    [InlineData("pass", "PassArgument")]
    [InlineData("resultInfo", "ResultInfoArgument")]
    [InlineData("resultType", "ResultTypeArgument")]
    [InlineData("with", "WithArgument")]
    [InlineData("writeArguments", "WriteArgumentsArgument")]
    [InlineData("doSignature", "DoSignatureArgument")]
    [InlineData("other", "Other")]
    public void APropertyHidesNothing(string parameter, string property) =>
        Assert.Contains($"public int {property} {{ get; }}", Signatures($"[Task] public static void Do(int {parameter}) {{ }}"), StringComparison.Ordinal);

    private static string Signatures(string task) => Written(task, "Signatures");

    private static string Invokers(string task) => Written(task, "Invokers");

    private static string JsonTypes(string task) => Written(task, "JsonTypes");

    private static string Written(string task, string part)
    {
        var files = GeneratorCheck.Run($$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            public enum Color { Red }
            [JsonConverter(typeof(OwnConverter))] public enum OwnEnum { A }
            [JsonConverter(typeof(DeepFactory))] public enum FactoryEnum { A }

            public sealed class OwnConverter : JsonConverter<OwnEnum>
            {
                public override OwnEnum Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => default;
                public override void Write(Utf8JsonWriter writer, OwnEnum value, JsonSerializerOptions options) { }
            }

            public abstract class MiddleFactory : JsonConverterFactory
            {
                public override bool CanConvert(Type type) => true;
                public override JsonConverter? CreateConverter(Type type, JsonSerializerOptions options) => null;
            }

            public sealed class DeepFactory : MiddleFactory;

            public static partial class Work
            {
                {{task}}
            }
            """);
        return files.Single(f => f.Key.Contains(part, StringComparison.Ordinal)).Value;
    }
}
