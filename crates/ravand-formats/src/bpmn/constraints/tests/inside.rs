//! Activities and their data.

use super::pair;

#[test]
fn activities() {
    let task = |attribute: &str| format!(r#"<task id="x" {attribute}/>"#);
    pair("BR037", &task(r#"startQuantity="0""#), &task(r#"startQuantity="1""#));
    pair("BR038", &task(r#"completionQuantity="-5""#), &task(r#"completionQuantity="2""#));
    pair("BR036", r#"<choreographyTask id="x"/>"#, r#"<task id="x"/>"#);
    pair(
        "BR040",
        r#"<userTask id="x"><potentialOwner><resourceParameterBinding/><resourceAssignmentExpression/></potentialOwner></userTask>"#,
        r#"<userTask id="x"><potentialOwner><resourceAssignmentExpression/></potentialOwner></userTask>"#,
    );
    let counted = r#"<multiInstanceLoopCharacteristics><loopCardinality @T>2</loopCardinality></multiInstanceLoopCharacteristics>"#;
    pair(
        "BR054",
        &format!(r#"<task id="x"><standardLoopCharacteristics/>{counted}</task>"#),
        &format!(r#"<task id="x">{counted}</task>"#),
    );
    pair(
        "BR058",
        r#"<subProcess id="x" triggeredByEvent="true"><task id="a"/></subProcess>"#,
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>"#,
    );
    pair("BR060", r#"<transaction id="x" method="to the store"/>"#, r###"<transaction id="x" method="##Store"/>"###);
    pair(
        "BR062",
        r#"<adHocSubProcess id="x"><task id="t"/><startEvent id="a"/></adHocSubProcess>"#,
        r#"<adHocSubProcess id="x"><task id="t"/></adHocSubProcess>"#,
    );
    pair(
        "BR022",
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess><sequenceFlow id="y" sourceRef="work" targetRef="x"/>"#,
        r#"<subProcess id="x" triggeredByEvent="true"><startEvent id="a"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>"#,
    );
}

#[test]
fn data() {
    let items = r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/><itemDefinition id="texts" structureRef="String" isCollection="true"/>"#;
    let with = |inside: &str| format!("{items}//{inside}");
    pair(
        "BR020",
        &with(r#"<dataObject id="d" itemSubjectRef="texts"/>"#),
        &with(r#"<dataObject id="d" itemSubjectRef="texts" isCollection="true"/>"#),
    );
    let state = |name: &str| {
        format!(
            r#"<dataObject id="d" name="File"/><dataObjectReference id="r" dataObjectRef="d" name="{name}"><dataState name="new"/></dataObjectReference>"#
        )
    };
    pair("BR076", &state("File [old]"), &state("File [new]"));
    pair("BR078", r#"<property id="x" name="x"/>//"#, r#"<property id="x" name="x"/>"#);
    let io = |inputs: &str| {
        format!(
            r#"<task id="x"><ioSpecification><dataInput id="i"/><inputSet>{inputs}</inputSet><outputSet/></ioSpecification></task>"#
        )
    };
    pair("BR084", &io(""), &io("<dataInputRefs>i</dataInputRefs>"));
    pair(
        "BR086",
        &io("<dataInputRefs>i</dataInputRefs><whileExecutingInputRefs>other</whileExecutingInputRefs>"),
        &io("<dataInputRefs>i</dataInputRefs><whileExecutingInputRefs>i</whileExecutingInputRefs>"),
    );
    let out = |outputs: &str| {
        format!(
            r#"<task id="x"><ioSpecification><dataOutput id="o"/><inputSet/><outputSet>{outputs}</outputSet></ioSpecification></task>"#
        )
    };
    pair("BR088", &out(""), &out("<dataOutputRefs>o</dataOutputRefs>"));
    let instances = |item: &str| {
        with(&format!(
            r#"<task id="x"><ioSpecification><dataInput id="i" itemSubjectRef="texts" isCollection="true"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>i</loopDataInputRef><inputDataItem id="one" itemSubjectRef="{item}"/></multiInstanceLoopCharacteristics></task>"#
        ))
    };
    pair("BR070", &instances("number"), &instances("text"));
    let list = |list: &str| {
        with(&format!(
            r#"<task id="x"><ioSpecification><dataInput id="i" itemSubjectRef="texts" isCollection="true"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><multiInstanceLoopCharacteristics><loopDataInputRef>{list}</loopDataInputRef></multiInstanceLoopCharacteristics></task>"#
        ))
    };
    pair("BR068", &list("texts"), &list("i"));
    let case = |condition: &str| {
        format!(
            r#"<task id="x"><multiInstanceLoopCharacteristics behavior="Complex"><loopCardinality @T>2</loopCardinality><complexBehaviorDefinition><condition @T>{condition}</condition><event><signalEventDefinition signalRef="sig"/></event></complexBehaviorDefinition></multiInstanceLoopCharacteristics></task>"#
        )
    };
    pair("BR072", &case("23"), &case("1 = 1"));
    let send = |item: &str| {
        format!(
            r#"{items}<message id="mt" itemRef="text" name="mt"/>//<sendTask id="x" messageRef="mt"><ioSpecification><dataInput id="i" itemSubjectRef="{item}"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification></sendTask>"#
        )
    };
    pair("BR048", &send("number"), &send("text"));
}

#[test]
fn what_activities_have() {
    pair(
        "BR061",
        r#"<adHocSubProcess id="x"><dataObject id="d"/></adHocSubProcess>"#,
        r#"<adHocSubProcess id="x"><task id="t"/></adHocSubProcess>"#,
    );
    let script = |format: &str| format!(r#"<scriptTask id="x" {format}><script>a = 1</script></scriptTask>"#);
    pair("BR053", &script(""), &script(r#"scriptFormat="feel""#));
    let many = |inside: &str| {
        format!(r#"<task id="x"><multiInstanceLoopCharacteristics>{inside}</multiInstanceLoopCharacteristics></task>"#)
    };
    pair("BR067", &many(""), &many("<loopCardinality @T>2</loopCardinality>"));
    pair("BR013", &many("<loopCardinality @T/>"), &many("<loopCardinality @T>2</loopCardinality>"));
    let calls = |trigger: &str| {
        format!(
            r#"<process id="q"><startEvent id="s">{trigger}</startEvent></process>//<callActivity id="x" calledElement="q"/>"#
        )
    };
    pair("BR099", &calls(r#"<signalEventDefinition signalRef="sig"/>"#), &calls(""));
    let io = |id: &str| {
        format!(
            r#"<ioSpecification><dataInput id="{id}" itemSubjectRef="text"/><inputSet><dataInputRefs>{id}</dataInputRefs></inputSet><outputSet/></ioSpecification>"#
        )
    };
    let called = |its: &str| {
        format!(
            r#"<itemDefinition id="text" structureRef="String"/><globalTask id="q">{its}</globalTask>//<callActivity id="x" calledElement="q">{}</callActivity>"#,
            io("i")
        )
    };
    pair("BR063", &called(""), &called(&io("j")));
    pair(
        "BR079",
        &format!(
            r#"<subProcess id="x">{}<task id="t"/></subProcess>"#,
            "<ioSpecification><inputSet/><outputSet/></ioSpecification>"
        ),
        r#"<subProcess id="x"><task id="t"/></subProcess>"#,
    );
    let public = |executable: &str| {
        format!(r#"<process id="q" processType="Public" isExecutable="{executable}"><task id="t"/></process>//"#)
    };
    pair("BR035", &public("true"), &public("false"));
    pair(
        "BR027",
        r#"<globalConversation id="g"><choreographyRef>c</choreographyRef></globalConversation>//"#,
        r#"<globalConversation id="g"/>//"#,
    );
    let closed = |word: &str| {
        format!(
            r#"<choreography id="c" isClosed="true"/><collaboration id="k" isClosed="{word}"><choreographyRef>c</choreographyRef></collaboration>//"#
        )
    };
    pair("BR033", &closed("false"), &closed("true"));
    let several = |numbers: &str| {
        format!(
            r#"<collaboration id="k"><participant id="pool"><participantMultiplicity {numbers}/></participant></collaboration>//"#
        )
    };
    pair("BR029", &several(r#"minimum="-1" maximum="2""#), &several(r#"minimum="0" maximum="2""#));
    pair("BR030", &several(r#"minimum="3" maximum="2""#), &several(r#"minimum="2" maximum="2""#));
}

#[test]
fn data_of_tasks_and_sets() {
    let task =
        |name: &str, inside: &str| format!(r#"<{name} id="x"><ioSpecification>{inside}</ioSpecification></{name}>"#);
    let one = r#"<dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/>"#;
    let two = r#"<dataInput id="i"/><dataInput id="j"/><inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs></inputSet><outputSet/>"#;
    pair("BR047", &task("sendTask", two), &task("sendTask", one));
    let one = r#"<dataOutput id="i"/><inputSet/><outputSet><dataOutputRefs>i</dataOutputRefs></outputSet>"#;
    let two = r#"<dataOutput id="i"/><dataOutput id="j"/><inputSet/><outputSet><dataOutputRefs>i</dataOutputRefs><dataOutputRefs>j</dataOutputRefs></outputSet>"#;
    pair("BR051", &task("receiveTask", two), &task("receiveTask", one));
    let set = |refs: &str| {
        task(
            "task",
            &format!(
                r#"<dataInput id="i"/><inputSet id="in"><dataInputRefs>i</dataInputRefs>{refs}</inputSet><outputSet id="out"/>"#
            ),
        )
    };
    pair(
        "BR085",
        &set("<optionalInputRefs>other</optionalInputRefs>"),
        &set("<optionalInputRefs>i</optionalInputRefs>"),
    );
    let set = |refs: &str| {
        task(
            "task",
            &format!(
                r#"<dataOutput id="o"/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs>{refs}</outputSet>"#
            ),
        )
    };
    pair(
        "BR089",
        &set("<optionalOutputRefs>other</optionalOutputRefs>"),
        &set("<optionalOutputRefs>o</optionalOutputRefs>"),
    );
    pair(
        "BR090",
        &set("<whileExecutingOutputRefs>other</whileExecutingOutputRefs>"),
        &set("<whileExecutingOutputRefs>o</whileExecutingOutputRefs>"),
    );
    let sets = |back: &str| {
        task(
            "task",
            &format!(
                r#"<inputSet id="in"><outputSetRefs>out</outputSetRefs></inputSet><outputSet id="out">{back}</outputSet>"#
            ),
        )
    };
    pair("BR087", &sets(""), &sets("<inputSetRefs>in</inputSetRefs>"));
    let joins = |item: &str| {
        format!(
            r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/>//<dataObject id="d" itemSubjectRef="{item}"/><task id="x"><ioSpecification><dataInput id="i" itemSubjectRef="text"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation id="a"><sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>"#
        )
    };
    pair("BR091", &joins("number"), &joins("text"));
    let event = |more: &str| {
        format!(r#"<startEvent id="s"><dataOutput id="o"/>{more}<signalEventDefinition signalRef="sig"/></startEvent>"#)
    };
    pair("BR093", &event(r#"<dataOutput id="q"/>"#), &event(""));
}

#[test]
fn data_of_messages() {
    let items = r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/><message id="in" itemRef="text" name="in"/><message id="out" itemRef="number" name="out"/>"#;
    let operation = format!(
        r#"{items}<interface id="f" name="f"><operation id="o" name="o"><inMessageRef>in</inMessageRef><outMessageRef>out</outMessageRef></operation></interface>"#
    );
    let datum = |name: &str, set: &str, id: &str, item: &str| {
        format!(r#"<{name} id="{id}" itemSubjectRef="{item}"/>"#)
            + &format!(r#"<{set}><{name}Refs>{id}</{name}Refs></{set}>"#)
    };
    let service = |input: &str, output: &str| {
        format!(
            r#"{operation}//<serviceTask id="x" operationRef="o"><ioSpecification>{input}{output}</ioSpecification></serviceTask>"#
        )
    };
    let (takes, gives) = (datum("dataInput", "inputSet", "i", "text"), datum("dataOutput", "outputSet", "j", "number"));
    pair("BR042", &service("<inputSet/>", &gives), &service(&takes, &gives));
    pair("BR043", &service(&takes, &format!("{gives}<outputSet/>")), &service(&takes, &gives));
    pair("BR044", &service(&takes.replace("text", "number"), &gives), &service(&takes, &gives));
    pair("BR045", &service(&takes, &gives.replace("number", "text")), &service(&takes, &gives));
    let send = |more: &str| {
        format!(r#"<sendTask id="x"><ioSpecification>{takes}{more}<outputSet/></ioSpecification></sendTask>"#)
    };
    pair("BR046", &send("<inputSet/>"), &send(""));
    let receive = |more: &str| {
        format!(r#"<receiveTask id="x"><ioSpecification><inputSet/>{gives}{more}</ioSpecification></receiveTask>"#)
    };
    pair("BR050", &receive("<outputSet/>"), &receive(""));
    let receive = |message: &str| {
        format!(
            r#"{items}//<receiveTask id="x" messageRef="{message}"><ioSpecification><inputSet/>{gives}</ioSpecification></receiveTask>"#
        )
    };
    pair("BR052", &receive("in"), &receive("out"));
    let exposed = |input: &str, binding: &str| {
        format!(
            r#"{operation}<globalTask id="q"><supportedInterfaceRef>f</supportedInterfaceRef><ioSpecification>{input}{gives}</ioSpecification>{binding}</globalTask>//"#
        )
    };
    let binding = r#"<ioBinding operationRef="o" inputDataRef="i" outputDataRef="j"/>"#;
    pair("BR064", &exposed(&takes, ""), &exposed(&takes, binding));
    pair("BR065", &exposed(&takes.replace("text", "number"), binding), &exposed(&takes, binding));
    let event = |item: &str| {
        format!(
            r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/><signal id="s" structureRef="text" name="s"/>//<startEvent id="a"><dataOutput id="o" itemSubjectRef="{item}"/><signalEventDefinition signalRef="s"/></startEvent>"#
        )
    };
    pair("BR094", &event("number"), &event("text"));
}

#[test]
fn data_associations_and_instances() {
    let process =
        |inside: &str, task: &str| format!(r#"<ioSpecification>{inside}</ioSpecification><dataObject id="d"/>{task}"#);
    let writes = |to: &str| {
        process(
            r#"<dataInput id="pi"/><inputSet><dataInputRefs>pi</dataInputRefs></inputSet><outputSet/>"#,
            &format!(
                r#"<task id="x"><ioSpecification><dataOutput id="o"/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification><dataOutputAssociation id="a"><sourceRef>o</sourceRef><targetRef>{to}</targetRef></dataOutputAssociation></task>"#
            ),
        )
    };
    pair("BR080", &writes("pi"), &writes("d"));
    let reads = |from: &str| {
        process(
            r#"<dataOutput id="po"/><inputSet/><outputSet><dataOutputRefs>po</dataOutputRefs></outputSet>"#,
            &format!(
                r#"<task id="x"><ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation id="a">{from}<targetRef>i</targetRef></dataInputAssociation></task>"#
            ),
        )
    };
    pair("BR082", &reads("<sourceRef>po</sourceRef>"), &reads("<sourceRef>d</sourceRef>"));
    let two = "<sourceRef>d</sourceRef><sourceRef>d</sourceRef>";
    pair(
        "BR092",
        &reads(two),
        &reads(two).replace("<targetRef>i</targetRef>", "<targetRef>i</targetRef><transformation>d</transformation>"),
    );
    let gives = |item: &str| {
        format!(
            r#"<itemDefinition id="text" structureRef="String"/><itemDefinition id="number" structureRef="Integer"/><itemDefinition id="texts" structureRef="String" isCollection="true"/>//<task id="x"><ioSpecification><dataOutput id="o" itemSubjectRef="texts" isCollection="true"/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification><multiInstanceLoopCharacteristics><loopCardinality @T>2</loopCardinality><loopDataOutputRef>o</loopDataOutputRef><outputDataItem id="one" itemSubjectRef="{item}"/></multiInstanceLoopCharacteristics></task>"#
        )
    };
    pair("BR069", &gives("number"), &gives("text"));
    pair(
        "BR032",
        r#"<globalConversation id="g"><conversation id="c"/></globalConversation>//"#,
        r#"<globalConversation id="g"/><collaboration id="k"><conversation id="c"/></collaboration>//"#,
    );
    pair(
        "BR056",
        r#"<subProcess id="x"><choreographyTask id="c"/></subProcess>"#,
        r#"<subProcess id="x"><task id="c"/></subProcess>"#,
    );
}
