using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NewsMonitor.Model.Tests;

/// <summary>
/// What travels between grains is not copied within a process and is numbered between processes: it must not change after it was made, and
/// every part of it needs its number.
/// </summary>
public sealed class MessageTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] ImmutableValues =
    [
        typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(UInt128), typeof(Int128),
    ];

    private static readonly Type[] ImmutableCollections =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
    ];

    public static TheoryData<Type> Messages =>
        [.. typeof(StableId).Assembly.GetTypes().Where(t => t.IsDefined(typeof(GenerateSerializerAttribute)))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_part_of_a_message_is_numbered_and_no_number_is_used_twice(Type message)
    {
        var numbers = StateOf(message).Select(member => (Member: member, Id: NumberOf(member))).ToArray();

        Assert.All(numbers, n => Assert.True(n.Id is not null, $"{message.Name}.{n.Member.Name} has no [Id]"));
        Assert.Equal(numbers.Length, numbers.Select(n => n.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void No_part_of_a_message_can_change(Type message)
    {
        Assert.All(
            message.GetProperties(Own).Where(p => p.SetMethod is not null),
            property => Assert.True(IsInitOnly(property), $"{message.Name}.{property.Name} can be set after the message was made"));
        Assert.All(
            FieldsOf(message).Where(f => PropertyBehind(f) is null),
            field => Assert.True(field.IsInitOnly, $"{message.Name}.{field.Name} is not readonly"));
        Assert.All(
            FieldsOf(message),
            field => Assert.True(IsImmutable(field.FieldType), $"{message.Name}.{field.Name} is a {field.FieldType}, which can change"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_a_name_that_survives_the_renaming_of_its_class(Type message) =>
        Assert.True(
            message.IsDefined(typeof(AliasAttribute)) || typeof(Exception).IsAssignableFrom(message),
            $"{message.Name} has no [Alias]");

    [Fact]
    public void There_are_messages() => Assert.NotEmpty(Messages);

    /// <summary>The members that hold the state: fields of one's own, and the properties in front of the others.</summary>
    private static IEnumerable<MemberInfo> StateOf(Type message) => FieldsOf(message).Select(f => (MemberInfo?)PropertyBehind(f) ?? f);

    private static IEnumerable<FieldInfo> FieldsOf(Type message) => message
        .GetFields(Own)
        .Where(f => !f.IsDefined(typeof(NonSerializedAttribute)));

    private static PropertyInfo? PropertyBehind(FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.StartsWith('<')
            ? field.DeclaringType!.GetProperty(
                field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)],
                Own)
            : null;

    /// <summary>The number on the member, or, of a record's positional member, its place: that is how Orleans numbers these.</summary>
    private static string? NumberOf(MemberInfo member)
    {
        if (member.GetCustomAttribute<IdAttribute>() is { } id)
            return $"{id.Id}";
        var parameters = member.DeclaringType!.GetConstructors().FirstOrDefault(c => c.GetParameters().Length > 0)?.GetParameters() ?? [];
        var place = Array.FindIndex(parameters, p => p.Name == member.Name);
        return place < 0 || !IsRecord(member.DeclaringType) ? null : $"positional {place}";
    }

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsImmutable(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || ImmutableValues.Contains(type))
            return true;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return IsImmutable(value);
        if (type.IsArray)
            return IsImmutable(type.GetElementType()!);
        if (type.IsGenericType && ImmutableCollections.Contains(type.GetGenericTypeDefinition()))
            return type.GetGenericArguments().All(IsImmutable);
        return type.IsDefined(typeof(GenerateSerializerAttribute)) && type.Assembly == typeof(StableId).Assembly;
    }
}
