using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Every shape of task: what it gets, that all compiles without warnings, and that edits leave it cached.</summary>
public class ShapeTests
{
    [Fact]
    public void Returns() => Snapshot.Match(GeneratorCheck.Run("""
        public static partial class Kinds
        {
            [Task] public static void Nothing() { }
            [Task] public static Task Awaited() => Task.CompletedTask;
            [Task] public static ValueTask AwaitedValue() => default;
            [Task] public static int Value() => 1;
            [Task] public static Task<int> TaskOf() => Task.FromResult(1);
            [Task] public static ValueTask<string?> ValueTaskOf() => new((string?)null);
            [Task] public static List<int> ListOf() => [];
            [Task] public static (int A, string? B)[] Tuples() => [];
        }
        """));

    [Fact]
    public void Aliases() => Snapshot.Match(GeneratorCheck.Run("""
        public static partial class Mail
        {
            private const string Older = "mail.post";
            [Task(Aliases = new[] { "letters.send", Older, " ", "mail.send", "letters.send" })] public static void Send(string to) { }
            [Task("mail.read", Queue = "in", Aliases = ["letters.\"read\""])] public static void Read() { }
        }
        """));

    /// <summary>What an editor shows over a factory: the user's words, and how the task is sent.</summary>
    [Fact]
    public void Comments() => Snapshot.Match(GeneratorCheck.Run("""
        public static partial class Mail
        {
            /// <summary>Sends a <b>letter</b>.</summary>
            /// <param name="to">Whom to.</param>
            /// <param name="text">What it says.</param>
            /// <returns>Its number.</returns>
            /// <remarks>Twice is once too often.</remarks>
            [Task("mail<&>send", Queue = "mail", Idempotent = false, RateLimit = "10/s", MaxConcurrency = 4, Aliases = ["mail.post"])]
            public static int Send(string to, string text) => text.Length;
            /** <summary>Reads.</summary> */
            [Task(MaxRetries = 1)] public static void Read(int number = 1) { }
            [Task(MaxRetries = 0)] public static void Silent() { }
            [Task(Idempotent = false, MaxRetries = 5)] public static void Stubborn() { }
        }
        """));

    [Fact]
    public void Plans() => Snapshot.Match(GeneratorCheck.Run("""
        public static partial class Search
        {
            [Task] public static int Count(string word) => word.Length;
            [Task] public static ISignature<int> Plan(string word) => Tasks.Count(word);
            [Task] public static async Task<IGroup<int>> PlanAll(string[] words) { await Task.Yield(); return Group.Of(words.Select(Tasks.Count)); }
            [Task] public static ValueTask<Signature<int>> Again(string word) => new(word.Length > 9 ? Tasks.Count(word) : Tasks.Again(word + word));
            [Task] public static string Report(IReadOnlyList<Outcome<int>> counts, TaskFailure? failure, Outcome<(int, string)> last) => "";
        }
        """));

    [Fact]
    public void Injection() => Snapshot.Match(GeneratorCheck.Run("""
        namespace Shop;

        public interface IMailer;
        public interface IClock;

        public static partial class Orders
        {
            [Task]
            public static Task Confirm(
                TaskContext context, int order, [FromServices] IMailer mailer, [FromKeyedServices("utc")] IClock clock,
                [FromServices] IClock? other, CancellationToken cancellationToken = default) => Task.CompletedTask;
        }
        """));

    [Fact]
    public void Instances() => Snapshot.Match(GeneratorCheck.Run("""
        namespace Shop;

        public interface IMailer;

        public partial class Mail(IMailer mailer, [FromKeyedServices(1)] IMailer second, IMailer? third = null) : IAsyncDisposable, IDisposable
        {
            [Task] public Task Send(string to) => Task.FromResult((mailer, second, third, to));
            [Task] public static int Parse(string text) => text.Length;
            public ValueTask DisposeAsync() => default;
            public void Dispose() { }
        }

        internal sealed partial class Files : IDisposable
        {
            public Files() { }
            public Files(IMailer mailer) { }
            [ActivatorUtilitiesConstructor] internal Files(IMailer mailer, IServiceProvider services) { }
            public Files(IMailer a, IMailer b, IMailer c) { }
            private Files(int a, int b, int c, int d) { }
            [Task] public int Delete(string path) => path.Length;
            public void Dispose() { }
        }

        public partial record Records(IMailer Mailer)
        {
            [Task] public void Store(int value) { }
        }

        public partial struct Structs
        {
            [Task] public int Twice(int value) => value * 2;
        }

        public partial class Plain
        {
            [Task] public int Half(int value) => value / 2;
        }
        """));

    [Fact]
    public void Defaults() => Snapshot.Match(GeneratorCheck.Run("""
        namespace Demo;

        public enum Color { Red, @class = 3 }
        [Flags] public enum Sides : byte { None, Left = 1, Right = 2 }
        public struct Point;

        public static partial class Defaults
        {
            [Task]
            public static void All(
                int required,
                string text = "a\"b\\\n",
                string? none = null,
                char letter = '\'',
                bool flag = true,
                double ratio = 0.1,
                double infinite = double.PositiveInfinity,
                float single = 1.5f,
                decimal price = 9.90m,
                long big = long.MinValue,
                uint unsigned = 7,
                ulong huge = ulong.MaxValue,
                byte small = 255,
                Color color = Color.@class,
                Sides sides = Sides.Left | Sides.Right,
                Color? maybeColor = Color.Red,
                int? maybe = null,
                int? some = 5,
                Point point = default,
                Guid id = default,
                CancellationToken cancellationToken = default)
            {
            }

            [Task] public static void Forced(string text = null!) { }
            [Task] public static int Many(int first, params string[] rest) => rest.Length;
            [Task] public static int More(params IReadOnlyList<int> rest) => rest.Count;
        #nullable disable
            [Task] public static void Oblivious(string text, string none = null) { }
        }
        """));

    [Fact]
    public void Names() => Snapshot.Match(GeneratorCheck.Run("""
        namespace @namespace.Demo;

        public static partial class @class
        {
            /// <summary>Words <b>of the user</b>.</summary>
            [Task("explicit.name")] public static int @event(int @int, string @string = "x") => @int;
            [Task(Queue = "a<b")] public static void Tagged(int a, int A, int pass, int toString, int equals) { }
            [Task] public static void _odd(int _value, int _) { }
        }
        """));

    [Fact]
    public void Nesting() => Snapshot.Match(GeneratorCheck.Run("""
        namespace Demo
        {
            public partial class Outer
            {
                internal partial record struct Middle
                {
                    public partial interface IInner
                    {
                        public static partial class Leaf
                        {
                            public sealed record Data(int Value);
                            [Task] public static Data Make(Data data) => data;
                            [Task] internal static void Hide(Data data) { }
                        }
                    }
                }
            }
        }

        internal static partial class Global
        {
            [Task] public static void Run() { }
        }
        """));

    [Fact]
    public void Overloads() => Snapshot.Match(GeneratorCheck.Run("""
        namespace Demo;

        public static partial class Shapes
        {
            // Of the equal partial factories Scale(int) none is emitted.
            [Task("shapes.scale-text")] public static int Scale(string shape, int factor) => factor;
            [Task("shapes.scale-number")] public static int Scale(double shape, int factor) => factor;
            // The partial Move(int) of the first equals the complete one of the second.
            [Task("shapes.move-to")] public static int Move(string shape, int to) => to;
            [Task("shapes.move")] public static int Move(int by) => by;
            // Without names of their own nobody knows which is meant on the wire.
            [Task] public static int Turn(int by) => by;
            [Task] public static int Turn(string by) => 0;
            // Nullability and tuple names do not tell overloads apart.
            [Task("shapes.name-text")] public static int Name(int shape, (int A, string B) pair) => 0;
            [Task("shapes.name-number")] public static int Name(string shape, (int, string?) pair) => 0;
            // Classes of the user's keep their names.
            [Task] public static int Draw(int by) => by;
            public sealed class DrawSignature;
            private static class TaskInvokers;
        }
        """));

    [Fact]
    public void Types() => Snapshot.Match(GeneratorCheck.Run("""
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Serialization;

        namespace Demo;

        public sealed record Item(string Name);
        public enum Size { Small, Large }
        [JsonConverter(typeof(JsonStringEnumConverter<Shade>))] public enum Shade { Light, Dark }

        public static partial class Types
        {
            [Task] public static void Lists(List<Item> a, IReadOnlyList<Item?> b, IEnumerable<int> c, Item[] d, int[][] e, IList<Size> f, byte[] g) { }
            [Task] public static void Maps(Dictionary<string, Item> a, IReadOnlyDictionary<string, List<Size>> b) { }
            [Task] public static void Sets(HashSet<string> a, ISet<int> b, ImmutableArray<Item> c, ImmutableDictionary<string, int> d) { }
            [Task] public static void Values(int? a, Size? b, Shade c, (int, Item) d, (Size A, (int, string?) B)? e, JsonElement f) { }
            [Task] public static Task<(Item, IReadOnlyList<Shade>)> Result() => throw new NotImplementedException();
        }
        """));

    [Fact]
    public void Contexts() => Snapshot.Match(GeneratorCheck.Run("""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;

        [assembly: TaskJsonContext(typeof(Demo.AppJson))]

        namespace Demo;

        public sealed class AppJson : JsonSerializerContext
        {
            public AppJson() : base(null) { }
            public static AppJson Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }

        internal static partial class Work
        {
            [Task] public static void Do() { }
        }
        """));

    [Fact]
    public void Obsolete()
    {
        var files = GeneratorCheck.Run("""
            namespace Demo;

            [Obsolete] public sealed record Old(int Value);

            public static partial class Work
            {
                [Task, Obsolete("Use \"New\".")] public static void Do(Old old) { }
            }
            """);

        Assert.Contains("[global::System.Obsolete(\"Use \\\"New\\\".\")]", files.Values.Single(v => v.Contains("class Tasks", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassesThatDifferInCaseOnly()
    {
        var files = GeneratorCheck.Run("""
            public static partial class Work { [Task("a")] public static void Do() { } }
            public static partial class WORK { [Task("b")] public static void Do() { } }
            """);

        Assert.Equal(7, files.Count);
    }

    [Fact]
    public void PartsInSeveralFiles()
    {
        var files = GeneratorCheck.Run(
            "public static partial class Work { [Task] public static void A() { } }",
            "public static partial class Work { [Task] public static void B() { } }",
            "static partial class Work { [Task] public static partial void C(); public static partial void C() { } }");

        var invokers = files.Single(f => f.Key.Contains("Invokers", StringComparison.Ordinal)).Value;
        Assert.Contains("work.a", invokers, StringComparison.Ordinal);
        Assert.Contains("work.b", invokers, StringComparison.Ordinal);
        Assert.Contains("work.c", invokers, StringComparison.Ordinal);
    }
}
