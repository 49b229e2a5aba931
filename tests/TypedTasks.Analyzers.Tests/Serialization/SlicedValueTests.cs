using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class SlicedValueTests
{
    private const string Types = """
        public record Animal(string Name);
        public record Dog(string Name, int Age) : Animal(Name);
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")] public abstract record Shape;
        public record Circle(double Radius) : Shape;
        public record Hexagon(double Side) : Shape;
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Bird), "bird")] public interface IFlyer;
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Bird), "bird")] public abstract record Beast;
        public record Bird(int Wings) : Beast, IFlyer;
        [System.Text.Json.Serialization.JsonConverter(typeof(string))] public record Heat(double Degrees);
        public record Warm(double Degrees, string Unit) : Heat(Degrees);
        """;

    [Theory]
    [InlineData("ISignature<Animal> Do(ISignature<Dog> dog) => [|dog|];", "Dog is handed on as Animal, which does not name it, so that Age would be lost: add [JsonDerivedType(typeof(Dog), \"dog\")] to Animal, or hand it on as Dog")]
    [InlineData("ISignature<string> Do(ISignature<Dog> dog, Signature<Animal, string> tell) => [|dog|] | tell;", "Dog is handed on as Animal,")]
    [InlineData("ISignature<string> Do(ISignature<Hexagon> x, Signature<Shape, string> tell) => x.Then([|tell|]);", "Hexagon is handed on as Shape, which does not name it, so that Side would be lost: add")]
    [InlineData("ISignature<string> Do(ISignature<Bird> x, Signature<Beast, string> tell) => [|x|] | tell;", "Bird is handed on as Beast, but Beast and IFlyer name it, and a value is written under one of them: leave it on one list, or hand it on as Bird")]
    [InlineData("ISignature<int> Do(Signature<IReadOnlyList<Dog>> dogs, Signature<IReadOnlyList<Animal>, int> count) => [|dogs|] | count;", "Dog is handed on as Animal,")]
    [InlineData("ISignature<int> Do(Signature<string> text, Signature<IEnumerable<char>, int> count) => [|text|] | count;", "string is handed on as IEnumerable<char>, but is written as text and not as a list: hand it on as string")]
    [InlineData("ISignature<int> Do(Signature<byte[]> bytes, Signature<IReadOnlyList<byte>, int> count) => [|bytes|] | count;", "byte[] is handed on as IReadOnlyList<byte>, but is written as text")]
    [InlineData("ISignature<object> Do(Signature<Dog> dog) => [|dog|];", "Dog is handed on as object, which does not say what class to make of it")]
    [InlineData("IEnumerable<ISignature<Animal>> Do(List<ISignature<Dog>> dogs) => [|dogs|];", "Dog is handed on as Animal,")]
    [InlineData("Func<ISignature<Animal>> Do() => [|Get|]; static ISignature<Dog> Get() => null!;", "Dog is handed on as Animal,")]
    [InlineData("ISignature<int> Do(ISignature<Dog> a, ISignature<Circle> b, Signature<(Animal, Shape), int> f) => ([|a|], b) | f;", "Dog is handed on as Animal,")]
    [InlineData("ISignature<int> Do(ISignature<Dog> a, ISignature<Circle> b, Signature<(Animal, Shape), int> f) => (a, b).Join() | [|f|];", "Dog is handed on as Animal,")]
    [InlineData("ISignature<Dog> Do(Signature<Dog> dog, Signature<Animal, int> undo) => dog.CompensateWith([|undo|]);", "Dog is handed on as Animal,")]
    [InlineData("ISignature<Dog> Do(ISignature<Dog> dog, Signature<Animal, int> tell) => dog.OnSuccess([|tell|]);", "Dog is handed on as Animal,")]
    [InlineData("ISignature<int> Do(Signature<Animal, int> tell) => Signature.Value<Animal>([|new Dog(\"\", 1)|]) | tell;", "Dog is handed on as Animal,")]
    [InlineData("ISignature<int> Do(Signature<Animal, int> tell) => [|Signature.Value(new Dog(\"\", 1))|] | tell;", "Dog is handed on as Animal,")]
    [InlineData("object Do(ITaskClient client, Signature<Animal, int> tell) => client.EnqueueAsync(tell, [|new Dog(\"\", 1)|]);", "Dog is handed on as Animal,")]
    [InlineData("object Do(TaskContext context, Signature<Animal, int> tell) => context.EnqueueAsync(tell, [|new Dog(\"\", 1)|]);", "Dog is handed on as Animal,")]
    [InlineData("object Do(TaskContext context, Signature<Animal, int> tell) => context.EnqueueAsync(tell, [|new Dog(\"\", 1)|], \"key\");", "Dog is handed on as Animal,")]
    public async Task Fires(string method, string message) => Assert.StartsWith(
        message, Assert.Single(await Check.Reports<SlicedValueAnalyzer>($"static class C {{ public static {method} }}\n{Types}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Animal Make() => [|new Dog(\"\", 1)|];")]
    [InlineData("async Task<Animal> Make(bool b) { await Task.Yield(); return b ? [|new Dog(\"\", 1)|] : new Animal(\"\"); }")]
    [InlineData("IReadOnlyList<Animal> Make() => [new Animal(\"\"), [|new Dog(\"\", 1)|]];")]
    [InlineData("Task<Animal> Make() => Task.FromResult<Animal>([|new Dog(\"\", 1)|]);")]
    [InlineData("Shape Make(int i) => i switch { 0 => new Circle(1), _ => [|new Hexagon(1)|] };")]
    public async Task FiresOnWhatATaskReturns(string task) => Assert.Single(
        await Check.Reports<SlicedValueAnalyzer>($"static partial class C {{ [Task] public static {task} }}\n{Types}"));

    [Theory]
    [InlineData("ISignature<Shape> Do(ISignature<Circle> circle) => circle;")]
    [InlineData("ISignature<int> Do(Signature<Circle[]> all, Signature<IEnumerable<Shape>, int> count) => all | count;")]
    [InlineData("ISignature<int> Do(Signature<List<Dog>> all, Signature<IReadOnlyCollection<Dog>, int> count) => all | count;")]
    [InlineData("ISignature<int> Do(Signature<Dictionary<string, Circle>> all, Signature<IReadOnlyDictionary<string, Circle>, int> count) => all | count;")]
    [InlineData("ISignature<int> Do(Signature<Warm> warm, Signature<Heat, int> feel) => warm | feel;")]
    [InlineData("ISignature<int> Do(Signature<System.Text.Json.Nodes.JsonObject> json, Signature<System.Text.Json.Nodes.JsonNode, int> read) => json | read;")]
    [InlineData("ISignature<int> Do(ISignature<Circle> a, ISignature<Circle> b, Signature<(Shape, Shape), int> f) => (a, b) | f;")]
    [InlineData("ISignature<Dog> Do(ISignature<Dog?> dog) => dog!;")]
    [InlineData("ISignature<(int, int)> Do(ISignature<(int Width, int Height)> size) => size;")]
    [InlineData("ISignature<Dog> Do(ISignature<Animal> animal) => (ISignature<Dog>)animal;")]
    [InlineData("ISignature Do(ISignature<Dog> dog) => dog;")]
    [InlineData("ISignature<Circle> Do(Signature<Circle> circle, Signature<Shape, int> undo) => circle.CompensateWith(undo).OnSuccess(undo);")]
    [InlineData("object Do(ITaskClient client, Signature<Shape, int> tell) => client.EnqueueAsync(tell, new Circle(1));")]
    [InlineData("object Do(ITaskClient client, Signature<Dog, int> tell) => client.SendAsync(tell, new Dog(\"\", 1));")]
    [InlineData("ISignature<int> Do(Signature<Shape, int> tell) => Signature.Value<Shape>(new Circle(1)) | tell;")]
    [InlineData("Animal Do(Dog dog) => dog;")]
    public Task IsSilent(string method) => Check.Silent<SlicedValueAnalyzer>($"static class C {{ public static {method} }}\n{Types}");

    [Theory]
    [InlineData("Shape Make() => new Circle(1);")]
    [InlineData("Task<Dog> Make() => Task.FromResult(new Dog(\"\", 1));")]
    [InlineData("ValueTask<Shape> Make() => new(new Circle(1));")]
    [InlineData("Dog Make() => new Dog(\"\", 1);")]
    [InlineData("Shape Make(Shape other) => other;")]
    [InlineData("string Make() { Animal Inner() => new Dog(\"\", 1); return Inner().Name; }")]
    public Task IsSilentOnWhatATaskReturns(string task) => Check.Silent<SlicedValueAnalyzer>($"static partial class C {{ [Task] public static {task} }}\n{Types}");

    [Fact]
    public Task TheBaseClassNamesIt() => Check.Fixes<SlicedValueAnalyzer, SlicedValueFix>(
        """
        static class C { public static ISignature<Animal> Do(ISignature<Dog> dog) => [|dog|]; }
        public record Animal(string Name);
        public record Dog(string Name, int Age) : Animal(Name);
        """,
        """
        static class C { public static ISignature<Animal> Do(ISignature<Dog> dog) => dog; }
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Dog), "dog")]
        public record Animal(string Name);
        public record Dog(string Name, int Age) : Animal(Name);
        """);

    [Fact]
    public Task ItsNameIsToldApart() => Check.Fixes<SlicedValueAnalyzer, SlicedValueFix>(
        """
        using System.Text.Json.Serialization;
        static class C { public static ISignature<Demo.IShape> Do(ISignature<Demo.Circle> x) => [|x|]; }
        namespace Demo
        {
            /// <summary>A shape.</summary>
            [JsonDerivedType(typeof(Other.Circle), "circle")]
            public interface IShape;
            public record Circle(int Radius) : IShape;
        }

        namespace Other { public record Circle : Demo.IShape; }
        """,
        """
        using System.Text.Json.Serialization;
        static class C { public static ISignature<Demo.IShape> Do(ISignature<Demo.Circle> x) => x; }
        namespace Demo
        {
            /// <summary>A shape.</summary>
            [JsonDerivedType(typeof(Circle), "circle2")]
            [JsonDerivedType(typeof(Other.Circle), "circle")]
            public interface IShape;
            public record Circle(int Radius) : IShape;
        }

        namespace Other { public record Circle : Demo.IShape; }
        """);
}
