namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>Types that tasks take and yield, with three values of each: an ordinary one, an empty one or null, and one of a derived class.</summary>
internal static class Catalogue
{
    public const string Types = """
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;

        public enum Color { Red, Green }
        public record struct Point(int X, int Y);
        public record Nothing;
        public record Person(string Name, int? Age, List<string> Tags);
        public record Tree(string Label, List<Tree> Children);
        public class Loose { public string? Name { get; set; } public int Count { get; init; } public int Twice => Count * 2; }

        // None is named.
        public record Animal(string Name);
        public record Dog(string Name, int Age) : Animal(Name);

        // An abstract root that names all.
        [JsonPolymorphic, JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), "square")]
        public abstract record Shape;
        public record Circle(double Radius) : Shape;
        public record Square(double Side) : Shape;
        public record Hexagon(double Side) : Shape;
        public record Drawing(string Title, Shape Main, List<Shape> Shapes, Dictionary<string, Circle> Named);

        // A root that is a class itself, with a class between, and a discriminator of another name.
        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Vehicle), 0), JsonDerivedType(typeof(Car), 1), JsonDerivedType(typeof(Truck), 2)]
        public record Vehicle(int Wheels);
        public record Car(int Wheels, string Plate) : Vehicle(Wheels);
        public record Truck(int Wheels, string Plate, double Load) : Car(Wheels, Plate);

        // An interface as the root, of a class and of a struct.
        [JsonDerivedType(typeof(Cat), "cat"), JsonDerivedType(typeof(Fish), "fish")]
        public interface IPet { string Name { get; } }
        public record Cat(string Name, int Lives) : IPet;
        public readonly record struct Fish(string Name, bool IsWet) : IPet;

        // Named twice.
        [JsonDerivedType(typeof(Bird), "bird")] public interface IFlyer;
        [JsonDerivedType(typeof(Bird), "bird")] public abstract record Beast;
        public record Bird(int Wings) : Beast, IFlyer;

        // A list without names, and a fallback that would slice.
        [JsonDerivedType(typeof(Rock))] public record Stone(int Weight);
        public record Rock(int Weight, string Kind) : Stone(Weight);
        [JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor), JsonDerivedType(typeof(Rose), "rose")] public record Plant(int Leaves);
        public record Rose(int Leaves, string Scent) : Plant(Leaves);
        public record Tulip(int Leaves, string Bulb) : Plant(Leaves);

        // One root above another: values are written under the one that names them.
        [JsonDerivedType(typeof(Middle), "middle")] public record Upper(int A);
        [JsonDerivedType(typeof(Lower), "lower")] public record Middle(int A, int B) : Upper(A);
        public record Lower(int A, int B, int C) : Middle(A, B);

        // A converter of the user's, on a base class that names nobody.
        [JsonConverter(typeof(TemperatureConverter))] public record Temperature(double Degrees);
        public sealed class TemperatureConverter : JsonConverter<Temperature>
        {
            public override Temperature Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetDouble());
            public override void Write(Utf8JsonWriter writer, Temperature value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Degrees);
        }

        // Of other types.
        public record Box<T>(T Value);
        [JsonDerivedType(typeof(Ok<int>), "ok"), JsonDerivedType(typeof(No<int>), "no")] public abstract record Result<T>;
        public record Ok<T>(T Value) : Result<T>;
        public record No<T>(string Reason) : Result<T>;

        // What does not travel.
        public class Fields { public int Number; }
        public class Closed { public int Number { get; private set; } public static Closed Of(int number) => new() { Number = number }; }
        public class Kept { public List<int> Numbers { get; } = []; }
        public class Pack : List<int> { public string? Name { get; set; } }
        public interface INobody { int X { get; } }
        public record Somebody(int X) : INobody;
        [JsonDerivedType(typeof(Odd), "odd")] public abstract record Even;
        [JsonConverter(typeof(OddConverter))] public record Odd(int X) : Even;
        public sealed class OddConverter : JsonConverter<Odd>
        {
            public override Odd Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt32());
            public override void Write(Utf8JsonWriter writer, Odd value, JsonSerializerOptions options) => writer.WriteNumberValue(value.X);
        }
        """;

    public static readonly IReadOnlyList<CatalogueType> All =
    [
        new("bool", "true", "false", "default"),
        new("byte", "(byte)7", "(byte)0", "byte.MaxValue"),
        new("sbyte", "(sbyte)-7", "(sbyte)0", "sbyte.MinValue"),
        new("short", "(short)-300", "(short)0", "short.MaxValue"),
        new("ushort", "(ushort)300", "(ushort)0", "ushort.MaxValue"),
        new("int", "-5", "0", "int.MaxValue"),
        new("uint", "5u", "0u", "uint.MaxValue"),
        new("long", "-5L", "0L", "long.MinValue"),
        new("ulong", "5ul", "0ul", "ulong.MaxValue"),
        new("float", "1.5f", "0f", "float.Epsilon"),
        new("double", "0.1 + 0.2", "-0.0", "double.MaxValue"),
        new("decimal", "1.50m", "0m", "decimal.MaxValue"),
        new("char", "'x'", "'\\0'", "'\\u00e9'"),
        new("string", "\"text \\u00e9 \\ud83d\\ude00 \\\"\"", "\"\"", "\"\\0\\u2028\""),
        new("string?", "\"text\"", "null", "\"\""),
        new("Guid", "new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", "Guid.Empty", "new Guid(9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)"),
        new("DateTime", "new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)", "DateTime.MinValue", "new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified).AddTicks(1)"),
        new("DateTimeOffset", "new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(5.5))", "default", "DateTimeOffset.MaxValue"),
        new("TimeSpan", "TimeSpan.FromTicks(-1)", "TimeSpan.Zero", "TimeSpan.MaxValue"),
        new("DateOnly", "new DateOnly(2026, 1, 2)", "DateOnly.MinValue", "DateOnly.MaxValue"),
        new("TimeOnly", "new TimeOnly(1, 2, 3)", "TimeOnly.MinValue", "TimeOnly.MaxValue"),
        new("Uri", "new Uri(\"https://example.org/a?b=c\")", "new Uri(\"a/b\", UriKind.Relative)", "new Uri(\"urn:x\")"),
        new("Version", "new Version(1, 2)", "new Version(0, 0)", "new Version(1, 2, 3, 4)"),
        new("Half", "(Half)1.5", "(Half)0", "Half.MaxValue"),
        new("Int128", "Int128.MaxValue", "Int128.Zero", "Int128.MinValue"),
        new("Color", "Color.Green", "default", "(Color)17"),
        new("int?", "3", "null", "0"),
        new("Color?", "Color.Green", "null", "Color.Red"),
        new("Point", "new Point(1, 2)", "default", "new Point(-1, 0)"),
        new("Point?", "new Point(1, 2)", "null", "default(Point)"),
        new("Nothing", "new Nothing()", "new Nothing()", "new Nothing()"),
        new("Person", "new Person(\"Ann\", 30, [\"a\", \"b\"])", "new Person(\"\", null, [])", "new Person(\"x\", 0, [\"\"])"),
        new("Person?", "new Person(\"Ann\", 30, [])", "null", "new Person(\"\", null, [])"),
        new("Tree", "new Tree(\"a\", [new(\"b\", []), new(\"c\", [new(\"d\", [])])])", "new Tree(\"\", [])", "new Tree(\"x\", [])"),
        new("Loose", "new Loose { Name = \"n\", Count = 2 }", "new Loose()", "new Loose { Count = -1 }"),
        new("Animal", "new Animal(\"Rex\")", "new Animal(\"\")", "new Dog(\"Rex\", 7)"),
        new("Dog", "new Dog(\"Rex\", 7)", "new Dog(\"\", 0)", "new Dog(\"x\", -1)"),
        new("Shape", "new Circle(3)", "new Square(0)", "new Hexagon(1)"),
        new("Shape?", "new Square(2)", "null", "new Circle(1)"),
        new("Circle", "new Circle(3)", "new Circle(0)", "new Circle(-1)"),
        new("Square", "new Square(3)", "new Square(0)", "new Square(-1)"),
        new("Drawing", "new Drawing(\"t\", new Circle(1), [new Square(2), new Circle(3)], new() { [\"a\"] = new(4) })", "new Drawing(\"\", new Square(0), [], [])", "new Drawing(\"\", new Hexagon(0), [], [])"),
        new("Vehicle", "new Vehicle(3)", "new Car(4, \"A\")", "new Truck(6, \"B\", 2.5)"),
        new("Car", "new Car(4, \"A\")", "new Car(0, \"\")", "new Truck(6, \"B\", 2.5)"),
        new("Truck", "new Truck(6, \"B\", 2.5)", "new Truck(0, \"\", 0)", "new Truck(1, \"x\", 1)"),
        new("IPet", "new Cat(\"Tom\", 9)", "new Fish(\"\", false)", "new Fish(\"Nemo\", true)"),
        new("Cat", "new Cat(\"Tom\", 9)", "new Cat(\"\", 0)", "new Cat(\"x\", 1)"),
        new("Fish", "new Fish(\"Nemo\", true)", "new Fish(\"\", false)", "new Fish(\"\", true)"),
        new("IFlyer", "new Bird(2)", "new Bird(0)", "new Bird(4)"),
        new("Beast", "new Bird(2)", "new Bird(0)", "new Bird(4)"),
        new("Bird", "new Bird(2)", "new Bird(0)", "new Bird(4)"),
        new("Stone", "new Stone(1)", "new Stone(0)", "new Rock(2, \"granite\")"),
        new("Rock", "new Rock(2, \"granite\")", "new Rock(0, \"\")", "new Rock(1, \"x\")"),
        new("Plant", "new Plant(1)", "new Rose(2, \"sweet\")", "new Tulip(3, \"b\")"),
        new("Rose", "new Rose(2, \"sweet\")", "new Rose(0, \"\")", "new Rose(1, \"x\")"),
        new("Upper", "new Upper(1)", "new Middle(1, 2)", "new Lower(1, 2, 3)"),
        new("Middle", "new Middle(1, 2)", "new Middle(0, 0)", "new Lower(1, 2, 3)"),
        new("Lower", "new Lower(1, 2, 3)", "new Lower(0, 0, 0)", "new Lower(9, 9, 9)"),
        new("Temperature", "new Temperature(36.6)", "new Temperature(0)", "new Temperature(-1)"),
        new("Box<int>", "new Box<int>(1)", "new Box<int>(0)", "new Box<int>(2)"),
        new("Box<Dog>", "new Box<Dog>(new(\"Rex\", 7))", "new Box<Dog>(new(\"\", 0))", "new Box<Dog>(new(\"x\", 1))"),
        new("Box<Animal>", "new Box<Animal>(new(\"Rex\"))", "new Box<Animal>(new(\"\"))", "new Box<Animal>(new Dog(\"Rex\", 7))"),
        new("Box<Shape>", "new Box<Shape>(new Circle(1))", "new Box<Shape>(new Square(0))", "new Box<Shape>(new Hexagon(2))"),
        new("Result<int>", "new Ok<int>(1)", "new No<int>(\"\")", "new Ok<int>(2)"),
        new("Ok<int>", "new Ok<int>(1)", "new Ok<int>(0)", "new Ok<int>(2)"),
        new("int[]", "[1, 2]", "[]", "[0]"),
        new("List<int>", "[1, 2]", "[]", "[0]"),
        new("IReadOnlyList<int>", "[1, 2]", "[]", "new List<int> { 0 }"),
        new("IEnumerable<int>", "[1, 2]", "[]", "new HashSet<int> { 0 }"),
        new("List<Dog>", "[new(\"Rex\", 7)]", "[]", "[new(\"a\", 1), new(\"b\", 2)]"),
        new("IReadOnlyList<Animal>", "[new(\"Rex\")]", "[]", "[new Dog(\"Rex\", 7)]"),
        new("IReadOnlyList<Shape>", "[new Circle(4), new Square(5)]", "[]", "[new Circle(1), new Hexagon(1)]"),
        new("Shape[]", "[new Circle(4), new Square(5)]", "[]", "new Circle[] { new(1) }"),
        new("List<Circle>", "[new(4)]", "[]", "[new(1), new(2)]"),
        new("IReadOnlyCollection<IPet>", "[new Cat(\"Tom\", 9), new Fish(\"Nemo\", true)]", "[]", "new List<IPet> { new Cat(\"x\", 1) }"),
        new("Queue<Circle>", "new([new(1), new(2)])", "new()", "new([new(3)])"),
        new("HashSet<string>", "[\"a\", \"b\"]", "[]", "[\"\"]"),
        new("ImmutableArray<int>", "[1, 2]", "[]", "[0]"),
        new("byte[]", "[1, 2, 255]", "[]", "[0]"),
        new("ReadOnlyMemory<byte>", "new byte[] { 1, 2 }", "default(ReadOnlyMemory<byte>)", "new byte[] { 0 }"),
        new("Dictionary<string, int>", "new() { [\"a\"] = 1, [\"B\"] = 2 }", "[]", "new() { [\"\"] = 0 }"),
        new("Dictionary<Color, Circle>", "new() { [Color.Green] = new(1) }", "[]", "new() { [Color.Red] = new(2) }"),
        new("Dictionary<Guid, Shape>", "new() { [Guid.Empty] = new Circle(1) }", "[]", "new() { [Guid.Empty] = new Square(1) }"),
        new("IReadOnlyDictionary<string, Dog>", "new Dictionary<string, Dog> { [\"a\"] = new(\"Rex\", 7) }", "new Dictionary<string, Dog>()", "new SortedDictionary<string, Dog> { [\"b\"] = new(\"x\", 1) }"),
        new("SortedDictionary<int, string?>", "new() { [2] = \"b\", [1] = null }", "[]", "new() { [0] = \"\" }"),
        new("(int, string?)", "(1, \"a\")", "(0, null)", "(2, \"\")"),
        new("(int?, Person?)", "(1, new Person(\"a\", 1, []))", "(null, null)", "(0, null)"),
        new("(Shape, Dog)", "(new Circle(1), new Dog(\"Rex\", 7))", "(new Square(0), new Dog(\"\", 0))", "(new Hexagon(1), new Dog(\"x\", 1))"),
        new("(Circle, Car)", "(new Circle(1), new Car(4, \"A\"))", "(new Circle(0), new Car(0, \"\"))", "(new Circle(2), new Truck(6, \"B\", 1))"),
        new("((int, int), string)", "((1, 2), \"a\")", "((0, 0), \"\")", "((3, 4), \"b\")"),
        new("(((int, Circle), Shape), int[])", "(((1, new(2)), new Square(3)), [4])", "(((0, new(0)), new Circle(0)), [])", "(((1, new(1)), new Hexagon(1)), [1])"),
        new("List<(Circle, IPet)>", "[(new(1), new Cat(\"Tom\", 9))]", "[]", "[(new(1), new Fish(\"\", true)), (new(2), new Cat(\"\", 0))]"),
        new("(int, int, int, int, int, int, int)", "(1, 2, 3, 4, 5, 6, 7)", "default", "(7, 6, 5, 4, 3, 2, 1)"),
        new("Outcome<int>", "1", "0", "new TaskFailure(\"T\", \"m\", null, \"t\", \"0\", 1, [])"),
        new("Outcome<Shape>", "(Shape)new Circle(1)", "(Shape)new Square(0)", "new TaskFailure(\"T\", \"m\", null, \"t\", \"0\", 1, [])"),
        new("Outcome<Circle>", "new Circle(1)", "new Circle(0)", "new TaskFailure(\"T\", \"m\", null, \"t\", \"0\", 1, [])"),
        new("IReadOnlyList<Outcome<Dog>>", "[new Dog(\"Rex\", 7), new TaskFailure(\"T\", \"m\", null, \"t\", \"0\", 1, [])]", "[]", "[new Dog(\"\", 0)]"),
        new("JsonElement", "JsonDocument.Parse(\"{\\\"a\\\":[1,null]}\").RootElement", "JsonDocument.Parse(\"null\").RootElement", "JsonDocument.Parse(\"\\\"x\\\"\").RootElement"),
        new("JsonNode", "JsonNode.Parse(\"{\\\"a\\\":[1,null]}\")!", "new JsonArray()", "JsonNode.Parse(\"1.50\")!"),
        new("JsonObject", "new JsonObject { [\"a\"] = 1 }", "new JsonObject()", "new JsonObject { [\"b\"] = null }"),
        new("KeyValuePair<string, Circle>", "new(\"a\", new(1))", "new(\"\", new(0))", "new(\"b\", new(2))"),
        new("TaskFailure", "new TaskFailure(\"T\", \"m\", null, \"t\", \"0\", 1, [])", "new TaskFailure(\"\", \"\", null, \"\", \"\", 0, [])", "new TaskFailure(\"T\", \"m\", \"s\", \"t\", \"0.1\", 2, [new(\"I\", \"\", null, \"\", \"\", 0, [])])"),

        // Refused where the task is declared.
        new("object", "1", "\"\"", "new Dog(\"Rex\", 7)"),
        new("INobody", "new Somebody(1)", "new Somebody(0)", "new Somebody(2)"),
        new("Even", "new Odd(1)", "new Odd(0)", "new Odd(3)"),
        new("Odd", "new Odd(1)", "new Odd(0)", "new Odd(3)"),
        new("Fields", "new Fields { Number = 1 }", "new Fields()", "new Fields { Number = 2 }"),
        new("Closed", "Closed.Of(1)", "Closed.Of(0)", "Closed.Of(2)"),
        new("Kept", "new Kept { Numbers = { 1 } }", "new Kept()", "new Kept { Numbers = { 2, 3 } }"),
        new("Pack", "new Pack { 1 }", "new Pack()", "new Pack { Name = \"x\" }"),
        new("Stack<int>", "new([1, 2])", "new()", "new([3])"),
        new("int[,]", "new int[,] { { 1 } }", "new int[0, 0]", "new int[,] { { 2 } }"),
        new("nint", "(nint)1", "(nint)0", "(nint)2"),
        new("IComparable<string>", "\"a\"", "\"\"", "\"b\""),
        new("System.Numerics.BigInteger", "1", "0", "2"),
        new("Dictionary<(int, int), string>", "new() { [(1, 2)] = \"a\" }", "[]", "new() { [(0, 0)] = \"\" }"),
        new("List<object>", "[1]", "[]", "[\"a\"]"),
        new("System.Collections.ArrayList", "new() { 1 }", "new()", "new() { \"a\" }"),
        new("System.Collections.ObjectModel.ReadOnlyCollection<int>", "new([1])", "new([])", "new([2])"),
        new("(int, int, int, int, int, int, int, int)", "(1, 2, 3, 4, 5, 6, 7, 8)", "default", "(8, 7, 6, 5, 4, 3, 2, 1)"),
    ];
}
