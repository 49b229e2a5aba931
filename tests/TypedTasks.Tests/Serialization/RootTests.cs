using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TypedTasks.Serialization;

namespace TypedTasks.Tests.Serialization;

/// <summary>What is on the wire of types that have a root, and what of other versions and languages is read.</summary>
public sealed class RootTests
{
    private static readonly JsonSerializerOptions Json = TaskJson.Create([new Known()]);

    /// <summary>As a version without roots wrote and read.</summary>
    private static readonly JsonSerializerOptions Before = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 64,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(new ReflectedCompositions(), new DefaultJsonTypeInfoResolver()),
    };

    [Fact]
    public void A_value_is_written_with_the_name_that_its_root_gives_it()
    {
        Assert.Equal("""{"$type":"circle","radius":3}""", Write(new Circle(3)));
        Assert.Equal("""[{"$type":"circle","radius":3}]""", Write<IReadOnlyList<Circle>>([new(3)]));
        Assert.Equal("""{"a":{"$type":"circle","radius":3}}""", Write(new Dictionary<string, Circle> { ["a"] = new(3) }));
        Assert.Equal("""{"$type":"circle","radius":3}""", Write<Shape>(new Circle(3)));
        Assert.Equal("""{"radius":3}""", Write(new Ring(3)));
    }

    [Theory]
    [InlineData("""{"radius":3}""")]
    [InlineData("""{"radius":3,"$type":"circle"}""")]
    [InlineData("""{"$type":"circle","radius":3}""")]
    [InlineData("""{"more":{"$type":"square"},"radius":3}""")]
    public void With_and_without_its_name_it_is_read(string json) => Assert.Equal(new Circle(3), Read<Circle>(json));

    [Fact]
    public void Null_is_null() => Assert.Null(Read<Circle?>("null"));

    [Fact]
    public void Another_class_of_the_root_is_refused() => Assert.Equal(
        "it holds a Square, which is no Circle.",
        Assert.Throws<InvalidOperationException>(() => Read<Circle>("""{"$type":"square","side":1}""")).Message);

    [Fact]
    public void A_name_that_the_root_does_not_know_is_refused() => Assert.Throws<JsonException>(() => Read<Circle>("""{"$type":"line","radius":1}"""));

    /// <summary>Each kind of root, alone and in compositions: messages pass both ways between this version and one that knew no roots.</summary>
    public static TheoryData<object> InFlight => new(
        new Circle(3), new Car(4, "A"), new Cat("Tom", 9), new Fish("Nemo"), new[] { new Circle(1) }, new List<Fish> { new("a") },
        new Dictionary<string, Car> { ["a"] = new(1, "b") }, (new Circle(1), new Car(2, "c")), (Outcome<Cat>)new Cat("x", 1));

    [Theory]
    [MemberData(nameof(InFlight))]
    public void Versions_with_and_without_roots_read_each_other(object value)
    {
        var type = value.GetType();
        var (before, now) = (JsonSerializer.Serialize(value, Before.GetTypeInfo(type)), JsonSerializer.Serialize(value, Json.GetTypeInfo(type)));
        Assert.NotEqual(before, now);
        Assert.Equal(now, JsonSerializer.Serialize(JsonSerializer.Deserialize(before, Json.GetTypeInfo(type)), Json.GetTypeInfo(type)));
        Assert.Equal(before, JsonSerializer.Serialize(JsonSerializer.Deserialize(now, Before.GetTypeInfo(type)), Before.GetTypeInfo(type)));
    }

    [Theory]
    [InlineData(typeof(Plain))]
    [InlineData(typeof(Listed))]
    [InlineData(typeof(Fallback))]
    public void What_is_more_than_its_type_is_refused(Type type)
    {
        var value = type == typeof(Plain) ? new More(1, 2) : type == typeof(Listed) ? (object)new Unnamed(1, 2) : new Other(1, 2);
        var message = Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(value, Json.GetTypeInfo(type))).Message;
        Assert.StartsWith($"a {value.GetType().Name} would be written as {type.Name}, and read back as no more than that. Add [JsonDerivedType(typeof({value.GetType().Name}), ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_what_is_more_than_the_type_of_a_member_or_an_element()
    {
        Assert.Throws<InvalidOperationException>(() => Write(new Holder(new More(1, 2), [])));
        Assert.Throws<InvalidOperationException>(() => Write(new Holder(new(1), [new More(1, 2)])));
        Assert.Equal("""{"plain":{"x":1},"all":[{"x":2}]}""", Write(new Holder(new(1), [new(2)])));
    }

    [Fact]
    public void What_the_type_does_before_it_is_written_is_still_done()
    {
        var value = new Watched();
        Write(value);
        Assert.Equal(1, value.Times);
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)));

    private static T? Read<T>(string json) => JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)));

    [JsonDerivedType(typeof(Circle), "circle")]
    [JsonDerivedType(typeof(Square), "square")]
    private abstract record Shape;

    private sealed record Circle(int Radius) : Shape;

    private sealed record Square(int Side) : Shape;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [JsonDerivedType(typeof(Car), 1)]
    private record Vehicle(int Wheels);

    private sealed record Car(int Wheels, string Plate) : Vehicle(Wheels);

    [JsonDerivedType(typeof(Cat), "cat")]
    [JsonDerivedType(typeof(Fish), "fish")]
    private interface IPet;

    private sealed record Cat(string Name, int Lives) : IPet;

    private readonly record struct Fish(string Name) : IPet;

    private sealed record Ring(int Radius);

    private record Plain(int X);

    private sealed record More(int X, int Y) : Plain(X);

    [JsonDerivedType(typeof(Unnamed))]
    private record Listed(int X);

    private sealed record Unnamed(int X, int Y) : Listed(X);

    [JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToNearestAncestor)]
    [JsonDerivedType(typeof(Named), "named")]
    private record Fallback(int X);

    private sealed record Named(int X) : Fallback(X);

    private sealed record Other(int X, int Y) : Fallback(X);

    private sealed record Holder(Plain Plain, IReadOnlyList<Plain> All);

    private class Watched : IJsonOnSerializing
    {
        [JsonIgnore]
        public int Times { get; private set; }

        void IJsonOnSerializing.OnSerializing() => Times++;
    }

    private sealed class Known : IJsonRoots
    {
        public IReadOnlyList<JsonRoot> Roots { get; } = [JsonRoot.Of<Circle, Shape>(), JsonRoot.Of<Shape, Shape>(), JsonRoot.Of<Car, Vehicle>(), JsonRoot.Of<Cat, IPet>(), JsonRoot.Of<Fish, IPet>()];

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => null;
    }
}
