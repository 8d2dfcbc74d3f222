import type { SymbolFact } from '@clew/contracts';
import { expect, test } from 'vitest';
import { detectFile } from '../detect-file.ts';
import { noPackage } from '../detection-input.ts';
import { builtInDetectors } from '../load-detectors.ts';

/** What is expected stands in the line behind `//>`. */
const source = `package com.example;

import static com.example.Paths.BASE;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.*;
import com.example.own.PostMapping;

@RestController
@RequestMapping("/api/orders")
public class Orders {
  private static final String DONE = "/done";

  @GetMapping //> http_api GET /api/orders Orders#list
  public List<Order> list() { return null; }

  @GetMapping("/{id}") //> http_api GET /api/orders/{id} Orders#show
  @Deprecated
  public Order show(String id) { return null; }

  @GetMapping("/{id}/{line}") //> http_api GET /api/orders/{id}/{line} Orders#show(+1)
  public Order show(String id, int line) { return null; }

  @RequestMapping(value = {"/a", "/b"}, method = RequestMethod.PUT) //> http_api PUT /api/orders/a Orders#put ; http_api PUT /api/orders/b Orders#put
  public void put() {}

  @RequestMapping(path = DONE + "/now") //> http_api ALL /api/orders/done/now Orders#done
  public void done() {}

  @DeleteMapping(BASE) //> http_api DELETE ? unresolved Orders#gone
  public void gone() {}

  @org.springframework.web.bind.annotation.PatchMapping("/p") //> http_api PATCH /api/orders/p Orders#patch
  public void patch() {}

  @PostMapping("/not-of-spring")
  public void own() {}

  @Scheduled(cron = "0 0 * * * *") //> scheduled 0 0 * * * * Orders#hourly
  public void hourly() {}

  @Scheduled(fixedRate = 1000) //> scheduled Orders#often
  public void often() {}

  @KafkaListener(topics = {"orders", "returns"}, groupId = "g") //> mq_consumer orders Orders#consume ; mq_consumer returns Orders#consume
  public void consume(String message) {}

  @RabbitListener(queues = "mails") //> mq_consumer mails Orders#mail
  public void mail(String message) {}

  @EventListener //> event_handler Orders#changed
  public void changed(OrderChanged event) {}
}

class Plain {
  @GetMapping("/plain") //> http_api GET /plain Plain#plain
  void plain() {}
}
`;

const lines = source.split('\n');

/** Symbols as an index of the file tells them, each at the line of its name. */
function symbolsOf(): readonly SymbolFact[] {
  const fact = (fqn: string, kind: SymbolFact['kind'], line: number, name: string): SymbolFact => ({
    fqn,
    kind,
    name,
    parent: null,
    start_line: line,
    end_line: line,
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: null,
    body_hash: null,
  });
  const symbols = [fact('shop/Orders.java', 'file', 1, 'Orders.java')];
  const seen = new Map<string, number>();
  let holder = '';
  for (const [at, text] of lines.entries()) {
    const type = /^(?:public )?class (\w+)/.exec(text)?.[1];
    if (type !== undefined) {
      holder = type;
      symbols.push(fact(`com.example.${type}`, 'class', at + 1, type));
    }
    const method = /^ {2}(?:public )?[\w<>]+ (\w+)\(/.exec(text)?.[1];
    if (method === undefined) continue;
    const fqn = `com.example.${holder}#${method}`;
    const count = seen.get(fqn) ?? 0;
    seen.set(fqn, count + 1);
    symbols.push(fact(count === 0 ? fqn : `${fqn}(+${count})`, 'method', at + 1, method));
  }
  return symbols;
}

test('Spring says by annotations how the world gets to a method', () => {
  const { entry_points, dependencies } = detectFile(
    {
      path: 'src/main/java/com/example/Orders.java',
      text: source,
      language: 'java',
      symbols: symbolsOf(),
      edges: [],
      externals: new Set(),
      package: noPackage,
    },
    builtInDetectors(),
  );
  const truth = lines.flatMap((text, at) => {
    const marks = /\/\/> (.+)$/.exec(text)?.[1];
    return marks === undefined ? [] : marks.split(' ; ').map((mark) => `${at + 1} ${mark}`);
  });
  const told = entry_points.map((entry) => {
    const isRoute = entry.entry_type === 'http_api';
    return [
      entry.line,
      entry.entry_type,
      entry.http_method,
      isRoute ? (entry.http_path ?? '?') : (entry.cron_expression ?? entry.mq_queue),
      entry.resolution === 'exact' ? null : entry.resolution,
      entry.symbol.replace('com.example.', ''),
    ]
      .filter((part) => part !== null)
      .join(' ');
  });
  expect(told.toSorted()).toEqual(truth.toSorted());
  expect(dependencies).toEqual([]);
});
